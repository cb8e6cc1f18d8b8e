import CatalogModel

/// The areas between which Global Accelerator prices its premium; raw values are parts of its keys.
enum AcceleratorArea: String, CaseIterable {
  case northAmerica = "united-states-and-canada"
  case europe
  case asiaPacific = "asia-pacific"
  case australia
  case india
  case middleEast = "middle-east"
  case southAmerica = "south-america"
  case southAfrica = "za"
  case southKorea = "south-korea"

  /// The area of a region; nil for one that no area is known of.
  init?(region: String) {
    switch region {
    case "ap-south-1", "ap-south-2": self = .india
    case "ap-southeast-2", "ap-southeast-4", "ap-southeast-6": self = .australia
    case "ap-northeast-2": self = .southKorea
    default:
      switch region.prefix(while: { $0 != "-" }) {
      case "us", "ca": self = .northAmerica
      case "eu": self = .europe
      case "ap": self = .asiaPacific
      case "me", "il": self = .middleEast
      case "sa": self = .southAmerica
      case "af": self = .southAfrica
      default: return nil
      }
    }
  }

  /// The destination with listed prices that is nearest to users around the area.
  ///
  /// There are three; areas without one of their own take the next over land or the usual cable.
  var nearestDestination: AcceleratorArea {
    switch self {
    case .northAmerica, .southAmerica: .northAmerica
    case .europe, .middleEast, .southAfrica: .europe
    case .asiaPacific, .australia, .india, .southKorea: .asiaPacific
    }
  }

  var name: String {
    switch self {
    case .northAmerica: "the United States and Canada"
    case .europe: "Europe"
    case .asiaPacific: "Asia Pacific"
    case .australia: "Australia"
    case .india: "India"
    case .middleEast: "the Middle East"
    case .southAmerica: "South America"
    case .southAfrica: "South Africa"
    case .southKorea: "South Korea"
    }
  }
}

/// The way from a region to the users around it, as far as prices tell them apart.
struct AcceleratorWay {
  let source: AcceleratorArea
  let destination: AcceleratorArea

  init(region: String) throws(Catalog.Gap) {
    guard let source = AcceleratorArea(region: region) else {
      throw .price("globalaccelerator.dt-premium of \(region)")
    }
    self.source = source
    destination = source.nearestDestination
  }

  var priceKey: String {
    "globalaccelerator.dt-premium.\(source.rawValue).to.\(destination.rawValue).gb"
  }
}
