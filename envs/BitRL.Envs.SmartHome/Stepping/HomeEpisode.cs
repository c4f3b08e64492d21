using BitRL.Contracts.Environments;
using BitRL.Envs.SmartHome.Goals;
using BitRL.Envs.SmartHome.Home;
using BitRL.Envs.SmartHome.Requests;

namespace BitRL.Envs.SmartHome.Stepping;

/// <summary>One request and how it goes: the rules of the task. A mutable struct of a batch; allocates nothing.</summary>
internal struct HomeEpisode
{
    /// <summary>Steps after which an episode is cut off.</summary>
    public const int MaxSteps = 16;

    /// <summary>Actions a lamp has: five levels and three colours.</summary>
    public const int ActionsPerLamp = 8;

    /// <summary>The action that says that the request is met.</summary>
    public const int Done = 10 * ActionsPerLamp;

    /// <summary>A request that happens to be met already is kept this often.</summary>
    private const double KeepSatisfied = 0.3;

    private const double LampIsOff = 0.55;
    private const double OtherRoomIsOccupied = 0.35;
    private const double StepCost = 0.01;
    private const double PowerCost = 0.02;

    // Part of the score that satisfaction gives; the rest is for economy.
    private const double SatisfactionShare = 0.7;
    private const double Negligible = 1e-9;

    private readonly LampStates _start;
    private readonly double _leastWatts;

    /// <summary>An episode from a given moment on.</summary>
    /// <exception cref="ArgumentException">The goal cannot be met.</exception>
    public HomeEpisode(HomeConditions conditions, LampStates lamps, Request request)
    {
        if (!CheapestLamps.TryFind(request.Goal, conditions, lamps, out _, out _leastWatts))
        {
            throw new ArgumentException("no state of the lamps in scope meets the goal", nameof(request));
        }

        (Conditions, Lamps, _start, Request) = (conditions, lamps, lamps, request);
        Attainment = request.Goal.Attainment(conditions, lamps, lamps, out bool satisfied);
        IsSatisfied = satisfied;
    }

    /// <summary>What does not change.</summary>
    public HomeConditions Conditions { get; }

    /// <summary>What was asked for.</summary>
    public Request Request { get; }

    /// <summary>The lamps now.</summary>
    public LampStates Lamps { get; private set; }

    /// <summary>How far the goal is met now, 0 to 1.</summary>
    public double Attainment { get; private set; }

    /// <summary>Whether the goal is met now.</summary>
    public bool IsSatisfied { get; private set; }

    /// <summary>Steps so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether the episode is over.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Least power of the scope's lamps that meets the goal, W.</summary>
    public readonly double LeastWatts => _leastWatts;

    /// <summary>What the agent is judged by, 0 to 1: 0 unless the goal is met, then 0.7, and 0.3 for using no more power than needed.</summary>
    public readonly double Score
    {
        get
        {
            if (!IsSatisfied)
            {
                return 0;
            }

            int scope = Request.Goal.Scope;
            double most = FullWatts(scope);
            double economy = most - _leastWatts <= Negligible ? 1 : Math.Clamp(1 - ((Lamps.Watts(scope) - _leastWatts) / (most - _leastWatts)), 0, 1);
            return SatisfactionShare + ((1 - SatisfactionShare) * economy);
        }
    }

    /// <summary>Draws a home and something that a resident says in it.</summary>
    public static HomeEpisode Draw(ref HomeRandom random, Wordings wordings)
    {
        while (true)
        {
            HomeConditions conditions = DrawConditions(ref random);
            LampStates lamps = DrawLamps(ref random);
            if (RequestSampler.TryNext(ref random, conditions, lamps, wordings, out Request request)
                && CheapestLamps.TryFind(request.Goal, conditions, lamps, out _, out _))
            {
                var episode = new HomeEpisode(conditions, lamps, request);
                if (!episode.IsSatisfied || random.Chance(KeepSatisfied))
                {
                    return episode;
                }
            }
        }
    }

    /// <summary>Acts.</summary>
    /// <param name="action">8 · lamp + level (0 to 4), 8 · lamp + 5 + colour, or <see cref="Done"/>.</param>
    public StepResult Step(int action)
    {
        Steps++;
        bool isDone = action == Done;
        if (!isDone)
        {
            (int lamp, int call) = Math.DivRem(action, ActionsPerLamp);
            Lamps = call <= HomeLayout.MaxLevel ? Lamps.WithLevel(lamp, call) : Lamps.WithColor(lamp, (LightColor)(call - HomeLayout.MaxLevel - 1));
        }

        double before = Attainment;
        Attainment = Request.Goal.Attainment(Conditions, _start, Lamps, out bool satisfied);
        IsSatisfied = satisfied;
        double reward = Attainment - before - StepCost - (PowerCost * Lamps.Watts(HomeLayout.AllLamps) / HomeLayout.MaxWatts);
        bool isTruncated = !isDone && Steps >= MaxSteps;
        IsOver = isDone || isTruncated;
        return new StepResult(IsOver ? reward + Score : reward, isDone, isTruncated);
    }

    private static HomeConditions DrawConditions(ref HomeRandom random)
    {
        var speaker = (Room)random.Index(HomeLayout.RoomCount);
        int occupancy = 1 << (int)speaker;
        for (int room = 0; room < HomeLayout.RoomCount; room++)
        {
            occupancy |= random.Chance(OtherRoomIsOccupied) ? 1 << room : 0;
        }

        return new HomeConditions(random.Index(96) / 4.0, 1 + random.Index(365), (Sky)random.Index(3), occupancy, speaker);
    }

    private static LampStates DrawLamps(ref HomeRandom random)
    {
        LampStates lamps = default;
        for (int lamp = 0; lamp < HomeLayout.Lamps.Length; lamp++)
        {
            lamps = lamps.WithLevel(lamp, random.Chance(LampIsOff) ? 0 : 1 + random.Index(HomeLayout.MaxLevel))
                .WithColor(lamp, (LightColor)random.Index(HomeLayout.ColorCount));
        }

        return lamps;
    }

    private static double FullWatts(int lamps)
    {
        double watts = 0;
        for (int lamp = 0; lamp < HomeLayout.Lamps.Length; lamp++)
        {
            watts += (lamps & (1 << lamp)) != 0 ? HomeLayout.Lamps[lamp].Watts : 0;
        }

        return watts;
    }
}
