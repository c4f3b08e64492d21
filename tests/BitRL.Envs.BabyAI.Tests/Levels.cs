using BitRL.Contracts.Environments;

namespace BitRL.Envs.BabyAI.Tests;

/// <summary>The levels as the plugin offers them.</summary>
internal static class Levels
{
    public static TheoryData<string> Ids => [.. Level.All.Select(level => level.Id)];

    public static Level Of(string id) => Level.All.Single(level => level.Id == id);

    public static RoomEnvironment Create(string id, int count = 1) =>
        (RoomEnvironment)new RoomProvider(Of(id)).Create(new EnvironmentOptions { Count = count });
}
