using BitRL.Contracts.Observations;

namespace BitRL.Contracts.Tests.Observations;

[ObservationSchema("Tank", Styles = TextStyles.Sentence | TextStyles.Compact)]
internal readonly partial record struct TankObservation(
    [Field(1, 5, Unit = "m", Precision = 1, Changes = Per.Episode, Description = "height")] double Height,
    [Field(0, 5, Unit = "m", Precision = 2, Description = "level")] double Level);
