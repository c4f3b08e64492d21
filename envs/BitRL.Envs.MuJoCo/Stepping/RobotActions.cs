using BitRL.Contracts.Environments;

namespace BitRL.Envs.MuJoCo;

/// <summary>The action space of the robots: one number a motor, from −1 to 1 of its full force.</summary>
internal static class RobotActions
{
    public static ActionSpace Box(int motors) => ActionSpace.Box([.. Enumerable.Repeat(-1f, motors)], [.. Enumerable.Repeat(1f, motors)]);
}
