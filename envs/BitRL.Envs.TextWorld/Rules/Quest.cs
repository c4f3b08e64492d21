namespace BitRL.Envs.TextWorld;

/// <summary>One thing to reach or to avoid, worth one point where it can be won. Reached or failed, it counts no more.</summary>
/// <param name="Subject">Whose traits count.</param>
/// <param name="IsWonWhenCarried">Won when the subject is carried.</param>
/// <param name="Wins">Won by one of these traits; <see cref="Traits.None"/> where it cannot be won so.</param>
/// <param name="Fails">Failed by one of these traits.</param>
/// <param name="WatchesIngredients">Failed too when an ingredient is consumed.</param>
internal readonly record struct Quest(Thing Subject, bool IsWonWhenCarried, Traits Wins, Traits Fails, bool WatchesIngredients)
{
    /// <summary>Whether it has a condition to be won by, and so a point.</summary>
    public bool CanBeWon => IsWonWhenCarried || Wins != Traits.None;
}
