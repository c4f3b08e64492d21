namespace BitRL.Agent.Training;

/// <summary>Training time: runs before a resume count, evaluations do not. Also the recent speed, over a few seconds.</summary>
internal sealed class RunClock(TimeProvider time)
{
    private static readonly TimeSpan SpeedWindow = TimeSpan.FromSeconds(5);
    private TimeSpan _before;
    private long _start = time.GetTimestamp();
    private long _markTime = time.GetTimestamp();
    private long _markSteps;
    private long _previousTime = time.GetTimestamp();
    private long _previousSteps;

    /// <summary>Training time so far.</summary>
    public TimeSpan Elapsed => _before + time.GetElapsedTime(_start);

    /// <summary>Begins, or goes on after a pause or a resume.</summary>
    public void Start(TimeSpan before, long steps)
    {
        _before = before;
        _start = _markTime = _previousTime = time.GetTimestamp();
        _markSteps = _previousSteps = steps;
    }

    /// <summary>Steps a second since between one and two windows ago; 0 at the start.</summary>
    public double Speed(long steps)
    {
        long now = time.GetTimestamp();
        double seconds = time.GetElapsedTime(_previousTime, now).TotalSeconds;
        double speed = seconds > 0 ? (steps - _previousSteps) / seconds : 0;
        if (time.GetElapsedTime(_markTime, now) >= SpeedWindow)
        {
            (_previousTime, _previousSteps) = (_markTime, _markSteps);
            (_markTime, _markSteps) = (now, steps);
        }

        return speed;
    }
}
