using System.Text;
using BitRL.Contracts.Environments;
using Shouldly;

namespace BitRL.Envs.TextWorld.Tests.Text;

public sealed class ParserTests
{
    // game 4: kitchen, banana (roast, slice) and others, everything closed; game 12: six rooms
    private static CookingEnvironment Recorded(int game)
    {
        CookingEnvironment environment = Games.Make(1, ("steps", "1000"));
        environment.Reset([0], [1]);
        environment.ReadRecording(Games.Recorded[game])[0].Restart(0, new NoComparison());
        return environment;
    }

    [Theory]
    [InlineData("take banana from counter", "You take the banana from the counter.")]
    [InlineData("take the banana", "You take the banana from the counter.")]
    [InlineData("PICK UP  a banana!!", "You take the banana from the counter.")]
    [InlineData("get banana from the counter", "You take the banana from the counter.")]
    [InlineData("l", "-= Kitchen =-")]
    [InlineData("i", "You are carrying: nothing.")]
    [InlineData("x cookbook", "You open the copy of 'Cooking: A Modern Approach (3rd Ed.)'")]
    [InlineData("read the cookbook", "Recipe #1")]
    [InlineData("open the fridge", "You open the fridge, revealing ")]
    [InlineData("look at fridge", "The fridge is closed.")]
    public void CommandsAreUnderstoodInOtherWords(string typed, string answer)
    {
        CookingEnvironment environment = Recorded(4);
        environment.Type(typed);
        environment.Said().ShouldContain(answer);
    }

    [Theory]
    [InlineData("", "I beg your pardon?")]
    [InlineData("   \t\n", "I beg your pardon?")]
    [InlineData("dance", "That's not a verb I recognise.")]
    [InlineData("take piano", "You can't see any such thing.")]
    [InlineData("take all", "You have to be more specific!")]
    [InlineData("take", "I didn't understand that sentence.")]
    [InlineData("take from counter", "I didn't understand that sentence.")]
    [InlineData("go up", "You'll have to say which compass direction to go in.")]
    [InlineData("prepare dinner", "I didn't understand that sentence.")]
    [InlineData("cut banana", "You need to specify how you want to cut the banana. Either slice, dice, or chop it.")]
    public void WhatIsNotUnderstoodIsAnsweredAndIsNoStep(string typed, string answer)
    {
        CookingEnvironment environment = Recorded(4);
        string[] before = environment.Commands();
        environment.Type(typed).IsNoStep.ShouldBeTrue();
        environment.Said().ShouldBe(answer);
        environment.Commands().ShouldBe(before);
    }

    [Theory]
    [InlineData("go north", "You can't go that way.")]
    [InlineData("slice banana with knife", "You need to take the banana first.")]
    [InlineData("cook banana with oven", "You need to take the banana first.")]
    [InlineData("prepare meal", "You still miss something.")]
    [InlineData("take fridge", "That's fixed in place.")]
    [InlineData("close fridge", "That's already closed.")]
    [InlineData("open stove", "That's not something you can open.")]
    [InlineData("take banana from stove", "But it isn't there now.")]
    public void WhatCannotBeDoneIsRefusedAsTheGameWould(string typed, string answer)
    {
        CookingEnvironment environment = Recorded(4);
        string[] before = environment.Commands();
        environment.Type(typed).ShouldBe(new StepResult(0, false, false));
        environment.Said().ShouldBe(answer);
        environment.Commands().ShouldBe(before);
    }

    [Fact]
    public void WhatIsCarriedHasItsOwnRefusals()
    {
        CookingEnvironment environment = Recorded(4);
        environment.Type("take banana");
        foreach ((string typed, string answer) in ((string, string)[])[
            ("take banana", "You already have that."),
            ("slice banana", "Cutting something requires a knife."),
            ("cook banana with table", "Cooking requires a source of heat."),
            ("cook banana", "Cooking requires a source of heat."),
            ("put banana in fridge", "You have to open the fridge first."),
            ("put banana in cookbook", "Putting things on that would achieve nothing."),
            ("drink banana", "You can't drink that."),
            ("prepare meal", "Something still needs to be cooked.")])
        {
            environment.Type(typed).Reward.ShouldBe(0);
            environment.Said().ShouldBe(answer);
        }

        environment.Type("take cookbook");
        environment.Type("cook cookbook with oven");
        environment.Said().ShouldBe("Can only cook food.");
    }

    [Fact]
    public void ANameThatFitsTwoThingsIsAskedAbout()
    {
        // seeds until two foods here share a word
        for (ulong seed = 0; ; seed++)
        {
            CookingEnvironment environment = Games.Start(seed, ("recipe", "3"));
            Thing[] potatoes = [.. ((Thing[])[Thing.RedPotato, Thing.YellowPotato, Thing.PurplePotato]).Where(environment.SeatOf(0).Game.IsReachable)];
            if (potatoes.Length == 2)
            {
                environment.Type("take potato").IsNoStep.ShouldBeTrue();
                environment.Said().ShouldBe($"Which do you mean, the {Names.Text(potatoes[0])} or the {Names.Text(potatoes[1])}?");
                environment.Type($"take {Names.Text(potatoes[0])}");
                environment.Said().ShouldStartWith("You take the");
                return;
            }
        }
    }

    [Fact]
    public void AnyBytesAreAnsweredAndNoneThrows()
    {
        CookingEnvironment environment = Games.Start(3, ("go", "6"), ("recipe", "5"), ("steps", "100000"));
        var random = new Random(1);
        string[] words = ["take", "put", "with", "from", "the", "oven", "red", "onion", "cut", "all", "go", "north", "into", "prepare", "meal", "\0", "\ud83c\udf4c", "-", "'", "open"];
        for (int i = 0; i < 3000; i++)
        {
            byte[] typed = new byte[random.Next(40)];
            random.NextBytes(typed);
            environment.StepTyped(0, typed);
            string sentence = string.Join(' ', Enumerable.Range(0, random.Next(7)).Select(_ => words[random.Next(words.Length)]));
            environment.Type(sentence);
            environment.Said().ShouldNotBeEmpty(sentence);
            environment.Text().ShouldEndWith("\n");
        }

        environment.StepTyped(0, new byte[10_000_000]);
        environment.Said().ShouldBe("I beg your pardon?");
        environment.Type("take " + new string('x', 5_000_000)).IsNoStep.ShouldBeTrue();
        environment.Said().ShouldBe("You can't see any such thing.");
        environment.Type(string.Concat(Enumerable.Repeat("take ", 1_000_000))).IsNoStep.ShouldBeTrue();
    }

    [Fact]
    public void EveryCandidateIsUnderstoodAsItself()
    {
        foreach (int game in (int[])[4, 12, 18])
        {
            CookingEnvironment environment = Recorded(game);
            Seat seat = environment.SeatOf(0);
            foreach (Command command in seat.Commands.ToArray())
            {
                CommandParser.TryParse(seat.Game, Encoding.UTF8.GetBytes(CommandWriter.Text(command)), seat.Feedback, out Command parsed).ShouldBeTrue();
                parsed.ShouldBe(command);
                Refusals.Allows(seat.Game, command, seat.Feedback).ShouldBeTrue();
            }
        }
    }

    private sealed class NoComparison : IReplayComparison
    {
        public void Compare(string quantity, ReadOnlySpan<double> recorded, ReadOnlySpan<double> replayed)
        {
        }

        public void Compare(string quantity, ReadOnlySpan<char> recorded, ReadOnlySpan<char> replayed)
        {
        }
    }
}
