import CatalogModel
import Storage

/// How long it takes in milliseconds until the whole catalog of a region is ready.
///
/// The process reads it once: the second reading would be warm.
@main
enum CatalogBench {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      print("usage: catalog-bench <folder of the catalog> <region>")
      return
    }
    let directory = SharedDirectory(path: arguments[1])
    var reading: CatalogReading?
    let duration = ContinuousClock().measure {
      reading = CatalogReader.read(directory, region: arguments[2])
    }
    guard reading?.catalog != nil else {
      print("the catalog does not load")
      return
    }
    let (seconds, attoseconds) = duration.components
    print(Double(seconds) * 1000 + Double(attoseconds) / 1e15)
  }
}
