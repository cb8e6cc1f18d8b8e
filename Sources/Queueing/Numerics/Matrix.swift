/// A dense matrix of real numbers, row by row.
struct Matrix: Hashable, Sendable {
  let rows: Int
  let columns: Int
  private(set) var elements: [Double]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    elements = [Double](repeating: 0, count: rows * columns)
  }

  /// A matrix of equal elements.
  init(rows: Int, columns: Int, repeating value: Double) {
    self.rows = rows
    self.columns = columns
    elements = [Double](repeating: value, count: rows * columns)
  }

  /// A matrix of one row.
  init(row: [Double]) {
    rows = 1
    columns = row.count
    elements = row
  }

  /// The Kronecker product.
  func kronecker(_ right: Matrix) -> Matrix {
    var result = Matrix(rows: rows * right.rows, columns: columns * right.columns)
    for i in 0..<rows {
      for j in 0..<columns where self[i, j] != 0 {
        for k in 0..<right.rows {
          for l in 0..<right.columns {
            result[i * right.rows + k, j * right.columns + l] = self[i, j] * right[k, l]
          }
        }
      }
    }
    return result
  }

  /// The identity of a size.
  static func identity(_ size: Int) -> Matrix {
    var result = Matrix(rows: size, columns: size)
    for index in 0..<size { result[index, index] = 1 }
    return result
  }

  subscript(row: Int, column: Int) -> Double {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  static func + (left: Matrix, right: Matrix) -> Matrix {
    var result = left
    for index in result.elements.indices { result.elements[index] += right.elements[index] }
    return result
  }

  static func * (factor: Double, right: Matrix) -> Matrix {
    var result = right
    for index in result.elements.indices { result.elements[index] *= factor }
    return result
  }

  static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(left.columns == right.rows, "sizes")
    var result = Matrix(rows: left.rows, columns: right.columns)
    let inner = left.columns
    let width = right.columns
    left.elements.withUnsafeBufferPointer { a in
      right.elements.withUnsafeBufferPointer { b in
        result.elements.withUnsafeMutableBufferPointer { c in
          for row in 0..<left.rows {
            var k = 0
            // Four rows at a time: the row of the result is read and written a quarter as often.
            while k + 4 <= inner {
              let (f, g) = (a[row * inner + k], a[row * inner + k + 1])
              let (h, i) = (a[row * inner + k + 2], a[row * inner + k + 3])
              if f != 0 || g != 0 || h != 0 || i != 0 {
                let place = k * width
                for column in 0..<width {
                  c[row * width + column] +=
                    (f * b[place + column] + g * b[place + width + column])
                    + (h * b[place + 2 * width + column] + i * b[place + 3 * width + column])
                }
              }
              k += 4
            }
            while k < inner {
              let factor = a[row * inner + k]
              for column in 0..<width { c[row * width + column] += factor * b[k * width + column] }
              k += 1
            }
          }
        }
      }
    }
    return result
  }

  /// A row vector times the matrix.
  func applied(to row: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: columns)
    let width = columns
    elements.withUnsafeBufferPointer { a in
      result.withUnsafeMutableBufferPointer { c in
        for k in 0..<rows where row[k] != 0 {
          let factor = row[k]
          for column in 0..<width { c[column] += factor * a[k * width + column] }
        }
      }
    }
    return result
  }

  /// The sums of the rows.
  var rowSums: [Double] {
    (0..<rows).map { row in
      var sum = 0.0
      for column in 0..<columns { sum += elements[row * columns + column] }
      return sum
    }
  }

  /// `self⁻¹ · right` by Gaussian elimination with partial pivoting, O(n²(n + columns)).
  func solving(_ right: Matrix) -> Matrix {
    precondition(rows == columns && right.rows == rows, "sizes")
    var a = elements
    var b = right.elements
    let n = rows
    let width = right.columns
    a.withUnsafeMutableBufferPointer { a in
      b.withUnsafeMutableBufferPointer { b in
        for pivot in 0..<n {
          var best = pivot
          for row in (pivot + 1)..<max(n, pivot + 1)
          where a[row * n + pivot].magnitude > a[best * n + pivot].magnitude {
            best = row
          }
          if best != pivot {
            for column in 0..<n { a.swapAt(pivot * n + column, best * n + column) }
            for column in 0..<width { b.swapAt(pivot * width + column, best * width + column) }
          }
          for row in (pivot + 1)..<max(n, pivot + 1) {
            let factor = a[row * n + pivot] / a[pivot * n + pivot]
            if factor == 0 { continue }
            for column in pivot..<n { a[row * n + column] -= factor * a[pivot * n + column] }
            for column in 0..<width {
              b[row * width + column] -= factor * b[pivot * width + column]
            }
          }
        }
        for pivot in stride(from: n - 1, through: 0, by: -1) {
          for k in (pivot + 1)..<max(n, pivot + 1) {
            let factor = a[pivot * n + k]
            if factor == 0 { continue }
            for column in 0..<width {
              b[pivot * width + column] -= factor * b[k * width + column]
            }
          }
          for column in 0..<width { b[pivot * width + column] /= a[pivot * n + pivot] }
        }
      }
    }
    var result = Matrix(rows: n, columns: width)
    result.elements = b
    return result
  }

  /// `left · self⁻¹`.
  func solvingFromRight(_ left: Matrix) -> Matrix {
    transposed.solving(left.transposed).transposed
  }

  var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }
}
