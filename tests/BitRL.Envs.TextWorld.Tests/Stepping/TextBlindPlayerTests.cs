using BitRL.Contracts.Environments;
using Shouldly;

namespace BitRL.Envs.TextWorld.Tests.Stepping;

/// <summary>
/// What can be had without reading: take every food, cook each once, by chance on the stove or in the oven, prepare and eat what came out. Nobody who sees only
/// the numbers of the raw observation does better in one room: which foods the recipe wants, and how, are words.
/// </summary>
public sealed class TextBlindPlayerTests
{
    // A recipe of one: the right way has chance 1/2, then all 4 points, else 1. Of two: 2 of 6 points, 3 of 6 or all with chances 1/2, 1/4, 1/4.
    private const double Ceiling = ((0.5 * 1) + (0.5 * 1 / 4) + (0.5 * 2 / 6) + (0.25 * 3 / 6) + (0.25 * 1)) / 2;

    [Fact]
    public void TheScoreOfPlayWithoutReadingIsWhatChanceAllows()
    {
        const int Games = 2000;
        CookingEnvironment environment = Tests.Games.Make();
        double score = 0;
        Span<double> measures = stackalloc double[2];
        for (ulong seed = 0; seed < Games; seed++)
        {
            environment.Reset([0], [seed]);
            Play(environment, new Random((int)seed));
            environment.CopyMeasures(0, measures);
            score += measures[0] / Games;
        }

        // the standard deviation of a game's score is 0.37, so that of the mean is 0.008
        score.ShouldBe(Ceiling, 0.03);
    }

    private static void Play(CookingEnvironment environment, Random random)
    {
        var results = new StepResult[1];
        var cooked = new HashSet<Thing>();
        while (!results[0].IsDone)
        {
            ReadOnlySpan<Command> commands = environment.SeatOf(0).Commands;
            int best = IndexOf(commands, Verb.Prepare);
            best = best < 0 ? FindMeal(commands) : best;
            best = best < 0 ? FindFood(commands, Verb.Take, []) : best;
            best = best < 0 ? FindFood(commands, Verb.Cook, cooked) : best;
            if (best < 0)
            {
                return;
            }

            if (commands[best].Verb == Verb.Cook)
            {
                Thing food = commands[best].Object;
                cooked.Add(food);
                Thing appliance = random.Next(2) == 0 ? Thing.Stove : Thing.Oven;
                best = commands.IndexOf(new Command(Verb.Cook, food, appliance));
            }

            environment.Step([best], results);
        }
    }

    private static int IndexOf(ReadOnlySpan<Command> commands, Verb verb)
    {
        for (int i = 0; i < commands.Length; i++)
        {
            if (commands[i].Verb == verb)
            {
                return i;
            }
        }

        return -1;
    }

    private static int FindMeal(ReadOnlySpan<Command> commands) => commands.IndexOf(new Command(Verb.Eat, Thing.Meal));

    private static int FindFood(ReadOnlySpan<Command> commands, Verb verb, HashSet<Thing> done)
    {
        for (int i = 0; i < commands.Length; i++)
        {
            if (commands[i].Verb == verb && Names.IsFood(commands[i].Object) && !done.Contains(commands[i].Object))
            {
                return i;
            }
        }

        return -1;
    }
}
