using System.Text.Json;
using Shouldly;

namespace BitRL.Envs.TextWorld.Tests.Generation;

public sealed class GameMakerTests
{
    private const int Seeds = 400;

    private static readonly Difficulty Hard = new() { MinIngredients = 1, MaxIngredients = 5, Rooms = 12, Open = true, Cook = true, Cut = true, Drop = true };

    public static TheoryData<int, bool, bool, bool, bool> Knobs
    {
        get
        {
            var cases = new TheoryData<int, bool, bool, bool, bool>();
            foreach (int rooms in (int[])[1, 6, 9, 12])
            {
                cases.Add(rooms, false, false, false, false);
                cases.Add(rooms, true, true, false, false);
                cases.Add(rooms, false, true, true, false);
                cases.Add(rooms, true, true, true, true);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Knobs))]
    public void EveryGameCanBeWonByItsWalkthrough(int rooms, bool open, bool cook, bool cut, bool drop)
    {
        var game = new Game();
        var maker = new GameMaker(new Difficulty { MinIngredients = 1, MaxIngredients = 4, Rooms = rooms, Open = open, Cook = cook, Cut = cut, Drop = drop });
        for (ulong seed = 0; seed < 100; seed++)
        {
            maker.Make(game, seed);
            int max = game.Quests.MaxScore;
            new Walker(game).Win();
            game.Quests.IsWon.ShouldBeTrue($"seed {seed}");
            game.Quests.IsLost.ShouldBeFalse();
            game.Quests.Score.ShouldBe(max);
        }
    }

    [Fact]
    public void TheSameSeedGivesTheSameGameAndAnotherAnother()
    {
        var texts = new HashSet<string>();
        for (ulong seed = 0; seed < 50; seed++)
        {
            CookingEnvironment first = Games.Start(seed, ("go", "12"), ("recipe", "3"));
            CookingEnvironment second = Games.Make(2, ("go", "12"), ("recipe", "3"));
            second.Reset([1], [seed + 1000]);
            second.Reset([1], [seed]);
            second.Text(index: 1).ShouldBe(first.Text());
            texts.Add(first.Text() + string.Join(' ', first.SeatOf(0).Game.Recipe.ToArray()));
        }

        texts.Count.ShouldBeGreaterThan(48);
    }

    [Fact]
    public void RecipesFollowTheKnobs()
    {
        ForEach(Hard, game =>
        {
            foreach (RecipeLine line in game.Recipe)
            {
                line.Cooking.ShouldNotBe(Traits.None);
                line.Cut.ShouldNotBe(Traits.None);
                FoodCatalog.Class(line.Food).IsCookable.ShouldBeTrue();
                FoodCatalog.Class(line.Food).IsCuttable.ShouldBeTrue();
                game.Has(line.Food, Traits.Uncut).ShouldBeTrue();
            }

            game.Capacity.ShouldBe(game.Recipe.Length == 1 ? 2 : game.Recipe.Length);
            string[] names = [.. game.Recipe.ToArray().Select(line => Names.Text(line.Food))];
            names.ShouldBe(names.Order(StringComparer.Ordinal));
            names.Distinct().Count().ShouldBe(names.Length);
        });
    }

    [Fact]
    public void WithoutABbqNothingIsGrilled() =>
        ForEach(new Difficulty { MaxIngredients = 5, Rooms = 6 }, game => game.Recipe.ToArray().ShouldAllBe(line => line.Cooking != Traits.Grilled));

    [Fact]
    public void WithABbqSomeAreGrilled()
    {
        int grilled = 0;
        ForEach(Hard, game => grilled += game.Recipe.ToArray().Count(line => line.Cooking == Traits.Grilled));
        grilled.ShouldBeGreaterThan(Seeds / 4);
    }

    [Fact]
    public void WhatNeedNotBeDoneIsDone() => ForEach(new Difficulty { MinIngredients = 2, MaxIngredients = 3, Rooms = 9, Cook = false, Take = 1 }, game =>
    {
        game.Recipe.ToArray().ShouldAllBe(line => GameRules.IsAs(game, line));
        game.CarriedCount.ShouldBe(game.Recipe.Length - 1);
        game.Quests.MaxScore.ShouldBe(3); // one to find, the meal, eating it
    });

    [Fact]
    public void MapsAreConnectedAndOfDeclaredNeighbours()
    {
        var counts = new HashSet<int>();
        ForEach(Hard, game =>
        {
            game.Map.Count.ShouldBe(12);
            var reached = new HashSet<RoomName> { RoomName.Kitchen };
            var open = new Queue<RoomName>(reached);
            int links = 0;
            while (open.TryDequeue(out RoomName room))
            {
                for (Direction direction = Direction.North; direction <= Direction.West; direction++)
                {
                    if (game.Map.TryExit(room, direction, out RoomName next, out _))
                    {
                        MapMaker.MayConnect(room, next).ShouldBeTrue();
                        game.Map.TryExit(next, (Direction)(((int)direction + 2) % 4), out RoomName back, out _).ShouldBeTrue();
                        back.ShouldBe(room);
                        links++;
                        if (reached.Add(next))
                        {
                            open.Enqueue(next);
                        }
                    }
                }
            }

            reached.Count.ShouldBe(12);
            counts.Add(links);
        });
        counts.Count.ShouldBeGreaterThan(1, "some maps have loops and some do not");
    }

    [Theory]
    [InlineData("train")]
    [InlineData("valid")]
    [InlineData("test")]
    public void SplitsShareNoPreparedFood(string split)
    {
        HashSet<RecipeLine> own = Prepared(split);
        own.Count.ShouldBeGreaterThan(20);
        foreach (string other in (string[])["train", "valid", "test"])
        {
            if (other != split)
            {
                own.Intersect(Prepared(other)).ShouldBeEmpty();
            }
        }
    }

    [Theory]
    [InlineData("train", new[] { "train" })]
    [InlineData("valid", new[] { "train", "valid" })]
    [InlineData("test", new[] { "train", "test" })]
    public void FoodsOfOtherSplitsAreNotEvenBesideTheRecipe(string split, string[] shown)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        ForEach(Hard with { Split = Enum.Parse<FoodSplit>(split, ignoreCase: true) }, game =>
        {
            for (Thing food = Thing.Milk; food < Thing.Meal; food++)
            {
                if (game.PlaceOf(food) != Place.Nowhere)
                {
                    seen.Add(FoodCatalog.Split(food).ToString().ToLowerInvariant());
                }
            }
        });
        seen.ShouldBe(shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ARecipeSeedDrawsAnotherRecipeFromTheSameFoods()
    {
        var plain = new Game();
        var again = new Game();
        int different = 0;
        for (ulong seed = 0; seed < 50; seed++)
        {
            new GameMaker(new Difficulty { MinIngredients = 2 }).Make(plain, seed);
            new GameMaker(new Difficulty { MinIngredients = 2, RecipeSeed = 7 }).Make(again, seed);
            for (Thing thing = Thing.Milk; thing <= Thing.Knife; thing++)
            {
                again.PlaceOf(thing).ShouldBe(plain.PlaceOf(thing));
            }

            different += plain.Recipe.SequenceEqual(again.Recipe) ? 0 : 1;
        }

        different.ShouldBeGreaterThan(25);
    }

    // The recorded games as a sample: the same number of foods beside the recipe, within what 23 games can say
    [Fact]
    public void TheNumberOfOtherFoodsIsAsInTheRecordedGames()
    {
        var recorded = new List<double>();
        var made = new List<double>();
        foreach (byte[] line in Games.Recorded)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement settings = document.RootElement.GetProperty("settings");
            int foods = document.RootElement.GetProperty("entities").EnumerateArray().Count(entity => entity.GetProperty("type").GetString() == "f");
            int recipe = settings.GetProperty("recipe").GetInt32();
            recorded.Add(foods - recipe);
            var maker = new GameMaker(new Difficulty { MinIngredients = recipe, MaxIngredients = recipe, Rooms = settings.GetProperty("go").GetInt32() });
            var game = new Game();
            for (ulong seed = 0; seed < 40; seed++)
            {
                maker.Make(game, seed);
                int present = 0;
                for (Thing food = Thing.Milk; food < Thing.Meal; food++)
                {
                    present += game.PlaceOf(food) != Place.Nowhere ? 1 : 0;
                }

                made.Add(present - recipe);
            }
        }

        double deviation = Math.Sqrt(made.Average(value => Math.Pow(value - made.Average(), 2)) / recorded.Count);
        recorded.Average().ShouldBe(made.Average(), 3 * deviation);
    }

    private static HashSet<RecipeLine> Prepared(string split)
    {
        var prepared = new HashSet<RecipeLine>();
        ForEach(Hard with { Cook = false, Cut = false, Split = Enum.Parse<FoodSplit>(split, ignoreCase: true) }, game => prepared.UnionWith(game.Recipe.ToArray()));
        return prepared;
    }

    private static void ForEach(Difficulty difficulty, Action<Game> check)
    {
        var game = new Game();
        var maker = new GameMaker(difficulty);
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            maker.Make(game, seed);
            check(game);
        }
    }
}
