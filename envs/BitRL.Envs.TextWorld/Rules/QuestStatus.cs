namespace BitRL.Envs.TextWorld;

/// <summary>How a quest stands.</summary>
internal enum QuestStatus : byte
{
    Open,
    Won,
    Failed,
}
