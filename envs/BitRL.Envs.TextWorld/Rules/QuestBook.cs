namespace BitRL.Envs.TextWorld;

/// <summary>The quests of a game, what they came to, and the score. Not thread-safe.</summary>
internal sealed class QuestBook
{
    private const int MaxQuests = (4 * Game.MaxIngredients) + 2;
    private readonly Quest[] _quests = new Quest[MaxQuests];
    private readonly QuestStatus[] _status = new QuestStatus[MaxQuests];
    private int _count;

    /// <summary>The quests: of each ingredient not to burn it, to get it, to cook it, to cut it; the meal; eating it.</summary>
    public ReadOnlySpan<Quest> Quests => _quests.AsSpan(0, _count);

    /// <summary>Points so far.</summary>
    public int Score { get; private set; }

    /// <summary>Points there are.</summary>
    public int MaxScore { get; private set; }

    /// <summary>Whether all quests that can be won are.</summary>
    public bool IsWon { get; private set; }

    /// <summary>Whether one failed.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Writes the quests of a game as it starts (section 9.6 of the specification), and evaluates them once.</summary>
    public void Start(Game game)
    {
        _count = Score = MaxScore = 0;
        IsWon = IsLost = false;
        foreach (RecipeLine line in game.Recipe)
        {
            Add(new Quest(line.Food, false, Traits.None, Traits.Burned, false));
            if (!game.IsCarried(line.Food))
            {
                Add(new Quest(line.Food, true, Traits.None, Traits.None, false));
            }

            AddPreparation(game, line.Food, line.Cooking, Traits.AnyCooking);
            AddPreparation(game, line.Food, line.Cut, Traits.AnyCut);
        }

        Add(new Quest(Thing.Meal, true, Traits.None, Traits.None, true));
        Add(new Quest(Thing.Meal, false, Traits.Consumed, Traits.Burned, false));
        _status.AsSpan().Clear();
        Evaluate(game);
    }

    /// <summary>Looks at the quests that are open, after a turn.</summary>
    public void Evaluate(Game game)
    {
        bool won = true;
        for (int i = 0; i < _count; i++)
        {
            ref readonly Quest quest = ref _quests[i];
            if (_status[i] == QuestStatus.Open)
            {
                if (IsReached(game, quest))
                {
                    _status[i] = QuestStatus.Won;
                    Score++;
                }

                if (IsFailed(game, quest))
                {
                    _status[i] = QuestStatus.Failed;
                }
            }

            won &= _status[i] == QuestStatus.Won || !quest.CanBeWon;
            IsLost |= _status[i] == QuestStatus.Failed;
        }

        IsWon = won;
    }

    // Wrong ways fail it; where nothing is left to do it has no point, but wrong ways still fail it
    private void AddPreparation(Game game, Thing food, Traits wanted, Traits all)
    {
        bool isToDo = wanted != Traits.None && !game.Has(food, wanted);
        Add(new Quest(food, false, isToDo ? wanted : Traits.None, (all & ~wanted) | Traits.Consumed, false));
    }

    private void Add(Quest quest)
    {
        _quests[_count++] = quest;
        MaxScore += quest.CanBeWon ? 1 : 0;
    }

    private static bool IsReached(Game game, in Quest quest) =>
        (quest.IsWonWhenCarried && game.IsCarried(quest.Subject)) || game.Has(quest.Subject, quest.Wins);

    private static bool IsFailed(Game game, in Quest quest)
    {
        if (game.Has(quest.Subject, quest.Fails))
        {
            return true;
        }

        if (quest.WatchesIngredients)
        {
            foreach (RecipeLine line in game.Recipe)
            {
                if (game.Has(line.Food, Traits.Consumed))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
