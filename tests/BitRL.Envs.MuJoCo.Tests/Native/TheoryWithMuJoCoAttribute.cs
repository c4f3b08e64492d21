using BitRL.Envs.MuJoCo.Native;

namespace BitRL.Envs.MuJoCo.Tests.Native;

/// <summary>A theory that needs the MuJoCo library; where it is not there it is skipped with the message that a user gets.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryWithMuJoCoAttribute : TheoryAttribute
{
    private static readonly Lazy<string?> Problem = new(MuJoCoLibrary.Problem);

    public TheoryWithMuJoCoAttribute() => Skip = Problem.Value!;
}
