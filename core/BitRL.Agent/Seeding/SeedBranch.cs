namespace BitRL.Agent.Seeding;

/// <summary>What randomness is for. The numbers are part of every run: never renumber them.</summary>
public enum SeedBranch
{
    /// <summary>Episodes of training: then copy, then episode.</summary>
    Training = 0,

    /// <summary>The trainer: initial weights, sampled actions, shuffles.</summary>
    Trainer = 1,

    /// <summary>Episodes of the evaluation after training: then episode.</summary>
    Evaluation = 2,

    /// <summary>Episodes of evaluations during training: then episode; the same ones each time.</summary>
    IntervalEvaluation = 3,

    /// <summary>Episodes and actions of the random policy: no part of any run.</summary>
    RandomPolicy = 4,
}
