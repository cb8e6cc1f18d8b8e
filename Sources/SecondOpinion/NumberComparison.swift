package import Simulation

/// One number of the model beside the same number simulated.
package struct NumberComparison: Hashable, Sendable {
  /// What is compared.
  package enum Quantity: Hashable, Sendable {
    /// Requests per second.
    case throughput
    /// Of a station, by its name.
    case utilization(String)
    /// Calls that start an environment.
    case coldStarts
    /// Seconds, of a class by its name.
    case mean(String)
    case percentile(Double, String)
    /// Requests at a station, averaged over its fullest minute.
    case fullestMinute(String)
    /// Machines that serve at the most.
    case mostMachines
  }

  /// How the two stand to each other.
  package enum Verdict: String, Hashable, Sendable {
    /// The model's number lies within the 99 % interval of the simulation.
    case agrees
    /// The difference is more than chance, and not more than the model says of itself.
    case withinErrorClass = "within its error class"
    /// The difference is more than chance and more than the model says of itself.
    case disagrees
  }

  package let quantity: Quantity
  package let model: Double
  package let simulated: StudentInterval
  /// The greatest error, relative to the simulated number, that the model states of this one.
  package let errorClass: Double

  package init(
    _ quantity: Quantity, model: Double, simulated: StudentInterval, errorClass: Double
  ) {
    self.quantity = quantity
    self.model = model
    self.simulated = simulated
    self.errorClass = errorClass
  }

  /// The difference over the simulated number.
  package var relativeError: Double {
    simulated.value == 0 ? 0 : model / simulated.value - 1
  }

  package var verdict: Verdict {
    let difference = (model - simulated.value).magnitude
    if difference <= simulated.halfWidth { return .agrees }
    return difference <= simulated.halfWidth + errorClass * simulated.value.magnitude
      ? .withinErrorClass : .disagrees
  }
}
