namespace BitRL.Envs.MuJoCo.Tests.Golden;

/// <summary>200 steps of a task as recorded from the original. Row t of the arrays is what action t led to.</summary>
internal sealed record GoldenTrajectory(
    int Trajectory,
    string Label,
    double[] InitQpos,
    double[] InitQvel,
    double[] InitObs,
    double[][] Actions,
    double[][] Qpos,
    double[][] Qvel,
    double[][] Obs,
    double[] Reward,
    double[] ForwardReward,
    double[] CtrlCost,
    double[] HealthyReward,
    bool[] IsHealthy,
    bool[] Terminated,
    int[] Ncon,
    int[] Nefc);
