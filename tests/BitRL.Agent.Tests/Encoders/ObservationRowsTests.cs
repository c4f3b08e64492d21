using BitRL.Agent.Encoders;
using BitRL.Agent.Tests.Fakes;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Agent.Tests.Encoders;

public sealed class ObservationRowsTests
{
    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 4 })]
    [InlineData(new[] { 1, 3 })]
    [InlineData(new[] { 0, 1, 2, 3, 4 })]
    public void SomeCopiesGiveTheSameRowsAsAll(int[] copies)
    {
        using IVectorEnvironment environment = Started();
        var all = new ObservationBatch(environment.Descriptor, 5, TextStyle.Compact);
        var some = new ObservationBatch(environment.Descriptor, 5, TextStyle.Compact);
        all.Fill(environment);
        some.Fill(environment);
        some.Fill(environment, copies);
        some.Count.ShouldBe(copies.Length);
        for (int row = 0; row < copies.Length; row++)
        {
            some.Raw.Slice(row * 2, 2).ToArray().ShouldBe(all.Raw.Slice(copies[row] * 2, 2).ToArray());
            some.StepPart(row).ToArray().ShouldBe(all.StepPart(copies[row]).ToArray());
        }
    }

    [Theory]
    [InlineData(new[] { 2, 1 })]
    [InlineData(new[] { 1, 1 })]
    [InlineData(new[] { 5 })]
    [InlineData(new[] { -1 })]
    public void CopiesThatDoNotAscendOrDoNotExistAreRefused(int[] copies)
    {
        using IVectorEnvironment environment = Started();
        var batch = new ObservationBatch(environment.Descriptor, 5, style: null);
        Should.Throw<ArgumentException>(() => batch.Fill(environment, copies));
    }

    [Fact]
    public async Task RawFeaturesAreTheObservations()
    {
        using IVectorEnvironment environment = Started();
        await using var encoder = new RawEncoder(environment.Descriptor);
        var batch = new ObservationBatch(environment.Descriptor, 5, encoder.Descriptor.Style);
        batch.Fill(environment);
        var features = new float[10];
        await encoder.EncodeAsync(batch, features, default);
        features.ShouldBe(batch.Raw.ToArray());
        encoder.Statistics.Texts.ShouldBe(5);
        await Should.ThrowAsync<ArgumentException>(async () => await encoder.EncodeAsync(batch, new float[9], default));
    }

    private static IVectorEnvironment Started()
    {
        IVectorEnvironment environment = new WalkProvider().Create(new EnvironmentOptions { Count = 5 });
        environment.Reset([0, 1, 2, 3, 4], [1, 2, 3, 4, 5]);
        return environment;
    }
}
