using System.Text;
using BitRL.Contracts.Observations;
using BitRL.Generators.Tests.Cases;
using BitRL.Generators.Tests.Cases.@event;
using BitRL.Generators.Tests.TestHost;
using Shouldly;
using Xunit;

namespace BitRL.Generators.Tests.Emission;

public sealed class TextTests
{
    private static readonly CartObservation Cart = new(0.12, true, HeatingMode.Off);

    [Theory]
    [InlineData(TextStyle.Compact, "Cart on a rail\n", "x=0.12 door=yes mode=off\n")]
    [InlineData(
        TextStyle.Sentence,
        "Cart on a rail: cart position in m from -2.4 to 2.4; front door is yes or no; heating mode is one of off, eco.\n",
        "cart position 0.12 m, front door yes, heating mode off.\n")]
    [InlineData(
        TextStyle.Json,
        """{"observation":"Cart on a rail","fields":{"x":"cart position, m, -2.4 to 2.4","door":"front door, yes or no","mode":"heating mode, off or eco"}}""" + "\n",
        """{"x":0.12,"door":"yes","mode":"off"}""" + "\n")]
    public void TheExampleOfTheDecisionRecordReadsAsRecorded(TextStyle style, string prefix, string step)
    {
        Encoding.UTF8.GetString(CartObservation.Prefix(style)).ShouldBe(prefix);
        Written.Step(Cart, style).ShouldBe(step);
        Written.Episode(Cart, style).ShouldBe("");
    }

    [Fact]
    public void TextsAreAsReviewed()
    {
        var text = new StringBuilder();
        text.Append(Written.All(Cart with { X = -7, Door = false, Mode = HeatingMode.Eco }));
        text.Append(Written.All(Extremes.Low)).Append(Written.All(Extremes.High));
        text.Append(Written.All(new EpisodeObservation(0.5, 1.25, -0.0004, 77) { AngularVelocity = 12 }));
        text.Append(Written.All(new GoalObservation(3, 99)));
        text.Append(Written.All(new House.Floor.IRoom.Wall.Niche.@class { @params = 0.5, style = 45.5f }));
        text.Append(Written.All(new QuotedObservation(21.55, 0.5f)));
        text.Append(Written.All(new GlobalObservation(0.5, 0.25, 3, true)));
        text.Append(Written.All(new CollidingObservation(0.1, 0.2, 0.3)));
        text.Append(Written.All(Worlds.Empty)).Append(Written.All(Worlds.Some)).Append(Written.All(Worlds.Full));
        text.Append(Written.All(default(ListObservation))).Append(Written.All(Worlds.Lists)).Append(Written.All(Worlds.FullLists));
        Snapshots.Match(text.ToString(), "Texts");
    }

    [Fact]
    public void ANaNIsRefusedByTheNameOfItsField()
    {
        foreach (TextStyle style in Enum.GetValues<TextStyle>())
        {
            Should.Throw<ArgumentException>(() => Written.Step(Cart with { X = double.NaN }, style)).Message.ShouldContain("field 'x' is NaN");
        }
    }

    [Fact]
    public void AnEnumValueWithoutANameIsRefusedByTheNameOfItsField() =>
        Should.Throw<ArgumentException>(() => Written.Step(Cart with { Mode = (HeatingMode)7 }, TextStyle.Compact))
            .Message.ShouldBe("field 'mode' has the value 7; it can print: off, eco");

    [Fact]
    public void AStyleThatIsNotEmittedIsRefusedEverywhere()
    {
        var goal = new GoalObservation(1, 2);
        Action[] calls =
        [
            () => GoalObservation.Prefix(TextStyle.Compact),
            () => GoalObservation.MaxEpisodeBytes(TextStyle.Compact),
            () => GoalObservation.MaxStepBytes(TextStyle.Compact),
            () => goal.WriteEpisode(TextStyle.Compact, new byte[100]),
            () => goal.WriteStep(TextStyle.Compact, new byte[100]),
            () => goal.WriteStep((TextStyle)9, new byte[100]),
        ];
        foreach (Action call in calls)
        {
            Should.Throw<ArgumentException>(call).Message.ShouldContain("schema 'Goal of the episode' has no style");
        }
    }

    [Fact]
    public void ABufferShorterThanTheBoundIsRefusedEvenIfTheTextWouldFit()
    {
        byte[] buffer = new byte[CartObservation.MaxStepBytes(TextStyle.Compact) - 1];
        Cart.WriteStep(TextStyle.Compact, new byte[100]).ShouldBeLessThanOrEqualTo(buffer.Length);
        Should.Throw<ArgumentException>(() => Cart.WriteStep(TextStyle.Compact, buffer)).Message.ShouldContain("MaxStepBytes");
    }

    [Fact]
    public void TheSchemaDescribesTheFieldsInPrintingOrder()
    {
        ObservationSchema schema = EpisodeObservation.Schema;
        schema.Title.ShouldBe("Pole");
        schema.Styles.ShouldBe(TextStyles.Sentence | TextStyles.Compact);
        schema.Fields.ShouldBe(
        [
            new FieldDescriptor("length", FieldKind.Real, 0.5, 2, 2, "m", "pole length", Per.Episode),
            new FieldDescriptor("mass", FieldKind.Real, 0.5, 2, 2, "kg", "pole mass", Per.Episode),
            new FieldDescriptor("angle", FieldKind.Real, -0.5, 0.5, 3, "rad", "pole angle", Per.Step),
            new FieldDescriptor("rate", FieldKind.Real, -10, 10, 3, "rad/s", "how fast it turns", Per.Step),
        ]);
        CartObservation.Schema.Fields[1].ShouldBe(new FieldDescriptor("door", FieldKind.Boolean, 0, 1, 0, "", "front door", Per.Step));
        CartObservation.Schema.Fields[2].ShouldBe(new FieldDescriptor("mode", FieldKind.Enumeration, 0, 1, 0, "", "heating mode", Per.Step));
    }

    [Fact]
    public void TheSchemaHoldsTheSamePrefixesAndTheLargestBounds()
    {
        ObservationSchema schema = EpisodeObservation.Schema;
        schema.ShouldBeSameAs(EpisodeObservation.Schema);
        foreach (TextStyle style in new[] { TextStyle.Sentence, TextStyle.Compact })
        {
            schema.Prefix(style).Span.SequenceEqual(EpisodeObservation.Prefix(style)).ShouldBeTrue();
            schema.MaxEpisodeBytes.ShouldBeGreaterThanOrEqualTo(EpisodeObservation.MaxEpisodeBytes(style));
            schema.MaxStepBytes.ShouldBeGreaterThanOrEqualTo(EpisodeObservation.MaxStepBytes(style));
        }

        schema.MaxStepBytes.ShouldBe(EpisodeObservation.MaxStepBytes(TextStyle.Sentence));
        schema.Emits(TextStyle.Json).ShouldBeFalse();
    }
}
