using BitRL.Cli.Benchmarks.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Benchmarks.Backends;

public sealed class LatencySamplerTests
{
    private readonly SteppedTime _time = new();

    [Fact]
    public async Task PercentilesAreOfSingleCallsAndTheWarmUpDoesNotCount()
    {
        int calls = 0;
        var sampler = new LatencySampler(_time, TimeSpan.FromMilliseconds(300));

        // Warm-up: 300 calls of 1 ms. Then, in 300 ms, 1 ms each but for one of 50.
        var (median, tail) = await sampler.MeasureAsync(
            call =>
            {
                _time.Pass(calls++ >= 300 && call == 20 ? 50 : 1);
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);

        calls.ShouldBe(300 + 251);
        median.ShouldBe(1, 1e-9);
        tail.ShouldBe(1, 1e-9); // one of 251 calls lies above the 99th percentile
    }

    [Fact]
    public async Task OfFewCallsTheTailIsTheSlowest()
    {
        double[] milliseconds = [900, 1000, 500, 700, 600, 800];
        int calls = 0;

        var (median, tail) = await new LatencySampler(_time, TimeSpan.FromMilliseconds(10)).MeasureAsync(
            _ =>
            {
                _time.Pass(milliseconds[calls++]);
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);

        calls.ShouldBe(6); // one warms up, five at least are sampled
        median.ShouldBe(700, 1e-9);
        tail.ShouldBe(1000, 1e-9);
    }

    /// <summary>A clock that stands still unless it is told to go on; like the system's it counts nanoseconds.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1_000_000_000;

        public override long GetTimestamp() => _now;

        public void Pass(double milliseconds) => _now += (long)(milliseconds * 1_000_000);
    }
}
