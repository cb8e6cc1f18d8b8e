import CatalogModel
import Foundation
import TestSupport

@testable import Calibration

/// Reading texts and fixtures for the tests.
enum Reading {
  static func fixture(_ name: String, _ options: ReadingOptions = ReadingOptions()) throws
    -> Measurements
  {
    let path = RepositoryFiles.path("Tests/CalibrationTests/Fixtures/" + name)
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return MeasurementReader.read([UInt8](data), file: name, options)
  }

  static func text(_ text: String, _ options: ReadingOptions = ReadingOptions()) -> Measurements {
    MeasurementReader.read(Array(text.utf8), file: "m", options)
  }
}
