namespace BitRL.Agent.Tests.Fakes;

/// <summary>A clock that leaps by some seconds whenever it is read, so that what a run does by the clock does not depend on the machine.</summary>
internal sealed class LeapingTime(int seconds) : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => _now += seconds;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(_now);
}
