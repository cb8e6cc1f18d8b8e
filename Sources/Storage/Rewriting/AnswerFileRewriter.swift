import CatalogModel
import OrderedCollections
package import Requirements

/// Changes answers within the text of an answer file and leaves the rest of it as it is.
package enum AnswerFileRewriter {
  /// A text with the new answers.
  package struct Rewriting: Hashable, Sendable {
    package let text: String
    /// Whether comments and layout were kept; if not, the text is written from nothing.
    package let keepsLayout: Bool
  }

  /// The text with the answers of the sheet.
  ///
  /// Changed answers are replaced where they stand, new ones take the place of their commented
  /// default or follow the last answer of their section, and removed ones become `unknown`. A table
  /// that lost rows is written anew. The result is read again: should it not give the sheet, which
  /// happens with forms that are not edited, such as block scalars, the file is written from nothing.
  package static func rewrite(
    _ text: String, to sheet: AnswerSheet, _ questionnaire: Questionnaire
  ) -> Rewriting {
    let target = sheet.inOrder(of: questionnaire).withoutPlaces
    let original = AnswerFileReader.parse(Array(text.utf8), file: "", questionnaire)
    if let old = original.sheet,
      case .success(let document) = AnswerFileReader.document(Array(text.utf8), file: ""),
      var edit = AnswerFileEdit(text, document.root)
    {
      for question in questionnaire.questions {
        edit.change(
          question, from: old.answers[question.id]?.withoutPlace, to: target.answers[question.id])
      }
      let edited = edit.text
      let reading = AnswerFileReader.parse(Array(edited.utf8), file: "", questionnaire)
      if reading.sheet?.withoutPlaces == target {
        return Rewriting(text: edited, keepsLayout: true)
      }
    }
    let anew = AnswerFileWriter.text(target, questionnaire)
    let schema = Modeline.schema(in: text)
    return Rewriting(
      text: schema.map { Modeline.naming($0, in: anew) } ?? anew, keepsLayout: false)
  }
}
