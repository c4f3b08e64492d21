using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Cli.Checks;

/// <summary>Texts keep to the bytes that the schema promises, are UTF-8 in closed lines, and the per-episode part stays the same within an episode.</summary>
internal static class TextCheck
{
    private const int Steps = 500;

    /// <summary>Room behind what is promised, to see what is written there.</summary>
    private const int Margin = 4096;

    public static void Run(CheckSubject subject)
    {
        using var environment = subject.Create(2);
        var schema = environment.Descriptor.Schema;
        foreach (var style in Enum.GetValues<TextStyle>().Where(schema.Emits))
        {
            CheckStyle(subject, environment, style);
        }
    }

    private static void CheckStyle(CheckSubject subject, IVectorEnvironment environment, TextStyle style)
    {
        var walk = new RandomWalk(subject, environment, number: 2);
        byte[] buffer = new byte[Math.Max(environment.Descriptor.Schema.MaxStepBytes, environment.Descriptor.Schema.MaxEpisodeBytes) + Margin];
        byte[] episode = Episode(subject, environment, style, buffer);
        for (int step = 0; step < Steps; step++)
        {
            Step(subject, environment, style, buffer);
            if (environment is IVariableActions variable)
            {
                Candidates(subject, variable, environment.Descriptor.Actions.Choices, style);
            }

            walk.Step(); // may begin another episode first
            byte[] now = Episode(subject, environment, style, buffer);
            bool isNew = !episode.AsSpan().SequenceEqual(now);
            subject.Require(!isNew || walk.EpisodeSteps(0) == 1, $"the per-episode part in the {style} style changes within an episode, at its step {walk.EpisodeSteps(0)}");
            episode = now;
        }
    }

    private static byte[] Episode(CheckSubject subject, IVectorEnvironment environment, TextStyle style, byte[] buffer)
    {
        int most = environment.Descriptor.Schema.MaxEpisodeBytes;
        int written = environment.WriteEpisode(0, style, buffer);
        if (subject.Require(written >= 0 && written <= most, $"the per-episode part in the {style} style is {written} bytes; the schema promises at most {most}") && written > 0)
        {
            subject.Require(TextRules.Problem(buffer.AsSpan(0, written)) is null, $"the per-episode part in the {style} style {TextRules.Problem(buffer.AsSpan(0, written))}");
        }

        return buffer[..Math.Clamp(written, 0, buffer.Length)];
    }

    private static void Step(CheckSubject subject, IVectorEnvironment environment, TextStyle style, byte[] buffer)
    {
        int most = environment.Descriptor.Schema.MaxStepBytes;
        int written = environment.WriteStep(0, style, buffer);
        if (subject.Require(written >= 0 && written <= most, $"the per-step part in the {style} style is {written} bytes; the schema promises at most {most}"))
        {
            subject.Require(TextRules.Problem(buffer.AsSpan(0, written)) is null, $"the per-step part in the {style} style {TextRules.Problem(buffer.AsSpan(0, written))}");
            byte[] exact = new byte[most]; // the host brings no byte more than promised
            subject.Require(
                environment.WriteStep(0, style, exact) == written && exact.AsSpan(0, written).SequenceEqual(buffer.AsSpan(0, written)),
                $"writing the same state twice in the {style} style gives different texts");
        }
    }

    private static void Candidates(CheckSubject subject, IVariableActions variable, int choices, TextStyle style)
    {
        int count = variable.CountActions(0);
        subject.Require(count >= 1 && count <= choices, $"a state has {count} candidates; it must be 1 to {choices}");
        byte[] buffer = new byte[variable.MaxActionBytes];
        for (int action = 0; action < Math.Min(count, choices); action++)
        {
            int written = variable.WriteAction(0, action, style, buffer);
            subject.Require(TextRules.Problem(buffer.AsSpan(0, written)) is null, $"candidate {action} in the {style} style {TextRules.Problem(buffer.AsSpan(0, written))}");
        }
    }
}
