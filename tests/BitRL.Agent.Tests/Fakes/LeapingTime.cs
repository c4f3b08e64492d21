namespace BitRL.Agent.Tests.Fakes;

/// <summary>A clock that leaps half a minute whenever it is read.</summary>
internal sealed class LeapingTime : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => _now += 30;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(_now);
}
