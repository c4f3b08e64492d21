namespace BitRL.Envs.TextWorld;

/// <summary>Places furniture and tools (section 9.3 of the specification). Thread-safe.</summary>
internal static class Furnishing
{
    private static readonly (Thing Thing, RoomName Room)[] Always =
    [
        (Thing.Table, RoomName.Kitchen), (Thing.Counter, RoomName.Kitchen), (Thing.Stove, RoomName.Kitchen), (Thing.Oven, RoomName.Kitchen), (Thing.Fridge, RoomName.Kitchen),
        (Thing.Shelf, RoomName.Pantry), (Thing.Bbq, RoomName.Backyard), (Thing.Showcase, RoomName.Supermarket),
    ];

    private static readonly (Thing Thing, RoomName Room)[] Perhaps =
    [
        (Thing.PatioTable, RoomName.Backyard), (Thing.PatioChair, RoomName.Backyard), (Thing.Sofa, RoomName.Livingroom), (Thing.Bed, RoomName.Bedroom),
        (Thing.Toilet, RoomName.Bathroom), (Thing.Workbench, RoomName.Shed), (Thing.Toolbox, RoomName.Shed),
    ];

    /// <summary>Places all of it in the rooms of a game.</summary>
    public static void Place(Game game, Difficulty difficulty, ref GameRandom random)
    {
        foreach ((Thing thing, RoomName room) in Always)
        {
            PlaceOne(game, thing, room, difficulty.Open);
        }

        // a random number of them, each combination of a number as likely
        Span<int> order = [0, 1, 2, 3, 4, 5, 6];
        random.Shuffle(order);
        foreach (int index in order[..random.Index(order.Length + 1)])
        {
            PlaceOne(game, Perhaps[index].Thing, Perhaps[index].Room, difficulty.Open);
        }

        game.Set(Thing.Meal, Traits.Edible);
        game.Move(Thing.Cookbook, TextWorld.Place.At(random.Flip() ? Thing.Table : Thing.Counter));
        Thing knifeAt = random.Flip() ? Thing.Table : Thing.Counter;
        if (difficulty.Cut | random.Flip())
        {
            game.Move(Thing.Knife, TextWorld.Place.At(knifeAt));
            game.Set(Thing.Knife, Traits.Sharp);
        }
    }

    private static void PlaceOne(Game game, Thing thing, RoomName room, bool closed)
    {
        if (game.Map.Exists(room))
        {
            game.Move(thing, TextWorld.Place.In(room));
            game.Set(thing, !Names.IsContainer(thing) ? Traits.None : closed ? Traits.Closed : Traits.Open);
        }
    }
}
