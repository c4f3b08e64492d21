using Shouldly;

namespace BitRL.Envs.TextWorld.Tests.Generation;

/// <summary>Wins a game as somebody would who knows where everything is; every command must be admissible.</summary>
internal sealed class Walker(Game game)
{
    private readonly AdmissibleCommands _admissible = new(512);

    public int Turns { get; private set; }

    public void Win()
    {
        DropAllBut([]);
        foreach (RecipeLine line in game.Recipe.ToArray())
        {
            Gather(line);
        }

        DropAllBut(game.Recipe.ToArray().Select(line => line.Food));
        foreach (RecipeLine line in game.Recipe.ToArray())
        {
            Fetch(line.Food);
        }

        Go(RoomName.Kitchen);
        Do(new Command(Verb.Prepare));
        Do(new Command(Verb.Eat, Thing.Meal));
    }

    // Prepares one ingredient and leaves it in the kitchen, so that hands are free for the knife
    private void Gather(RecipeLine line)
    {
        Fetch(line.Food);
        if (line.Cut != Traits.None && game.Has(line.Food, Traits.Uncut))
        {
            Fetch(Thing.Knife);
            Verb verb = line.Cut == Traits.Chopped ? Verb.Chop : line.Cut == Traits.Sliced ? Verb.Slice : Verb.Dice;
            Do(new Command(verb, line.Food, Thing.Knife));
        }

        if (line.Cooking != Traits.None && !game.Has(line.Food, line.Cooking))
        {
            Thing appliance = line.Cooking == Traits.Fried ? Thing.Stove : line.Cooking == Traits.Roasted ? Thing.Oven : Thing.Bbq;
            Go(appliance == Thing.Bbq ? RoomName.Backyard : RoomName.Kitchen);
            Do(new Command(Verb.Cook, line.Food, appliance));
        }

        Go(RoomName.Kitchen);
        DropAllBut([]);
    }

    private void Fetch(Thing thing)
    {
        if (game.IsCarried(thing))
        {
            return;
        }

        Thing holder = game.PlaceOf(thing).Holder;
        Place place = holder == Thing.None ? game.PlaceOf(thing) : game.PlaceOf(holder);
        Go(Enum.GetValues<RoomName>().Single(room => Place.In(room) == place));
        if (holder != Thing.None && game.Has(holder, Traits.Closed))
        {
            Do(new Command(Verb.Open, holder));
        }

        Do(new Command(Verb.Take, thing, holder));
    }

    private void DropAllBut(IEnumerable<Thing> kept)
    {
        for (Thing thing = Thing.Milk; thing <= Thing.Knife; thing++)
        {
            if (game.IsCarried(thing) && !kept.Contains(thing))
            {
                Do(new Command(Verb.Drop, thing));
            }
        }
    }

    private void Go(RoomName target)
    {
        while (game.Room != target)
        {
            Direction direction = FirstStep(target, out Thing door);
            if (door != Thing.None && game.Has(door, Traits.Closed))
            {
                Do(new Command(Verb.Open, door));
            }

            Do(new Command(Verb.Go, Direction: direction));
        }
    }

    // Breadth first from the target, so that the first room that leads back to here is the next step
    private Direction FirstStep(RoomName target, out Thing door)
    {
        var reached = new HashSet<RoomName> { target };
        var open = new Queue<RoomName>(reached);
        while (open.TryDequeue(out RoomName room))
        {
            for (Direction direction = Direction.North; direction <= Direction.West; direction++)
            {
                if (game.Map.TryExit(room, direction, out RoomName next, out door))
                {
                    if (next == game.Room)
                    {
                        return (Direction)(((int)direction + 2) % 4);
                    }

                    if (reached.Add(next))
                    {
                        open.Enqueue(next);
                    }
                }
            }
        }

        throw new InvalidOperationException($"no way from {game.Room} to {target}");
    }

    private void Do(Command command)
    {
        _admissible.List(game);
        _admissible.Commands.ToArray().ShouldContain(command, CommandWriter.Text(command));
        GameRules.Apply(game, command);
        Turns++;
    }
}
