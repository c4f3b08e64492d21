using BitRL.Contracts.Observations;

namespace BitRL.Generators.Tests.Cases;

/// <summary>Nothing changes within an episode, and only JSON is wanted.</summary>
[ObservationSchema("Goal of the episode", Styles = TextStyles.Json)]
internal readonly partial record struct GoalObservation(
    [Field(0, 7, Unit = "1", Changes = Per.Episode, Description = "column of the goal")] int Column,
    [Field(0, 7, Unit = "1", Changes = Per.Episode, Description = "row of the goal")] int Row);
