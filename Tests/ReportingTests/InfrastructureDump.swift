import Foundation
import Testing
@Test(.enabled(if: ProcessInfo.processInfo.environment["DUMP"] != nil)) func dump() throws {
  let m = try RenderedMatrix(); print("FOLDER \(m.folder.path)", InfrastructureMatrix.cases.count)
}
