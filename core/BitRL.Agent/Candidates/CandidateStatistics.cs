namespace BitRL.Agent.Candidates;

/// <summary>What choosing among candidates took.</summary>
/// <param name="Offered">Candidates of all states, counted as often as they were offered.</param>
/// <param name="Encoded">Texts of candidates that had to be encoded, because they were new to the table; 0 where none is read.</param>
internal readonly record struct CandidateStatistics(long Offered, long Encoded);
