using System.Text;
using BitRL.Contracts.Observations;
using Shouldly;

namespace BitRL.Envs.Classic.Tests.Stepping;

/// <summary>What the backbone reads, word for word.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData(TextStyle.Compact, "x=0.120 v=-0.500 a=0.035 w=1.250\n")]
    [InlineData(TextStyle.Sentence, "cart position 0.120 m, cart velocity -0.500 m/s, pole angle 0.035 rad, pole angular velocity 1.250 rad/s.\n")]
    [InlineData(TextStyle.Json, "{\"x\":0.120,\"v\":-0.500,\"a\":0.035,\"w\":1.250}\n")]
    public void CartPoleReads(TextStyle style, string text) =>
        Write<CartPoleState, CartPoleObservation>(new CartPoleState(0.12, -0.5, 0.035, 1.25), style).ShouldBe(text);

    [Fact]
    public void AcrobotReads() =>
        Write<AcrobotState, AcrobotObservation>(new AcrobotState(0, Math.PI / 2, -1.5, 28.2743), TextStyle.Compact)
            .ShouldBe("c=1.000 s=0.000 p=0.000 q=1.000 v=-1.500 w=28.274\n");

    [Fact]
    public void MountainCarReadsItsVelocityInHundredths() =>
        Write<MountainCarState, MountainCarObservation>(new MountainCarState(-0.5231, -0.07), TextStyle.Compact).ShouldBe("x=-0.52 v=-7.00\n");

    [Fact]
    public void IdentityReads()
    {
        IdentityState state = IdentityState.Start(new EpisodeRandom(1));

        Write<IdentityState, IdentityObservation>(state, TextStyle.Compact).ShouldBe($"n={state.Number}\n");
    }

    [Fact]
    public void TheSentenceStyleExplainsItself() =>
        Encoding.UTF8.GetString(CartPoleObservation.Prefix(TextStyle.Sentence)).ShouldBe(
            "Cart pole: cart position in m from -4.8 to 4.8; cart velocity in m/s from -10 to 10; "
            + "pole angle in rad from -0.419 to 0.419; pole angular velocity in rad/s from -10 to 10.\n");

    /// <summary>A range that is too narrow would hide part of the state: within an episode nothing is clamped.</summary>
    [Theory]
    [InlineData("CartPole-v1")]
    [InlineData("Acrobot-v1")]
    [InlineData("MountainCar-v0")]
    public void NoRecordedStateIsClamped(string id)
    {
        ObservationSchema schema = Providers.Of(id).Descriptor.Schema;
        double scale = id == "MountainCar-v0" ? 100 : 1;
        foreach (Golden.GoldenEpisode episode in Golden.GoldenEpisode.Read(id))
        {
            // The state after the last step is the end of the episode; no action follows from it.
            foreach (float[] observation in episode.Obs[..^1])
            {
                for (int i = 0; i < observation.Length; i++)
                {
                    double value = observation[i] * (i == 1 ? scale : 1);
                    value.ShouldBeInRange(schema.Fields[i].Minimum - 1e-5, schema.Fields[i].Maximum + 1e-5, $"{id} {schema.Fields[i].Name}");
                }
            }
        }
    }

    private static string Write<TState, TObservation>(TState state, TextStyle style)
        where TState : struct, IClassicState<TState, TObservation>
        where TObservation : struct, IObservationText<TObservation>
    {
        using ClassicEnvironment<TState, TObservation> environment = new(1);
        environment.Restore(0, state, 0);
        byte[] text = new byte[TState.Descriptor.Schema.MaxStepBytes];
        return Encoding.UTF8.GetString(text, 0, environment.WriteStep(0, style, text));
    }
}
