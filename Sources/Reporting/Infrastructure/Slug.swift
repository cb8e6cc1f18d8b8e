/// Names that are safe as identifiers, paths and parts of resource names.
package enum Slug {
  /// A slug of the text: lower-case ASCII letters, digits and single hyphens, a letter first, 3 to 20
  /// characters; what cannot be kept is left out.
  package static func make(_ text: String) -> String {
    var slug = ""
    for scalar in text.lowercased().unicodeScalars {
      let isKept = ("a"..."z").contains(scalar) || (("0"..."9").contains(scalar) && !slug.isEmpty)
      if isKept {
        slug.unicodeScalars.append(scalar)
      } else if !slug.isEmpty, slug.last != "-" {
        slug += "-"
      }
    }
    slug = String(slug.prefix(20))
    while slug.last == "-" { slug.removeLast() }
    return slug.count >= 3 ? slug : (slug.isEmpty ? "system" : slug + "-system")
  }

  /// Whether a text is a slug as `make` gives them.
  package static func isValid(_ text: String) -> Bool { make(text) == text }

  /// A slug for each text, in order; those that would repeat an earlier one end in a number.
  static func unique(_ texts: [String]) -> [String] {
    var taken: Set<String> = []
    return texts.map { text in
      let base = make(text)
      var slug = base
      var number = 2
      while !taken.insert(slug).inserted {
        slug = "\(base.prefix(17))-\(number)"
        number += 1
      }
      return slug
    }
  }
}
