namespace BitRL.Envs.SmartHome.Requests;

/// <summary>Which sentences requests are made of.</summary>
internal enum Wordings
{
    /// <summary>Those to train with.</summary>
    Train,

    /// <summary>Others, of the same words: to evaluate with.</summary>
    HeldOut,

    /// <summary>Both.</summary>
    All,
}
