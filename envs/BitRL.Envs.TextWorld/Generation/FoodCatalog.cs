using System.Collections.Immutable;

namespace BitRL.Envs.TextWorld;

/// <summary>The 38 foods (section 9.4 of the specification). Thread-safe.</summary>
internal static class FoodCatalog
{
    /// <summary>Number of foods; they are the first things.</summary>
    public const int Count = (int)Thing.Meal;

    private const Traits Eaten = Traits.Edible;
    private const Traits Fresh = Traits.Edible | Traits.Raw;
    private const Traits Uncooked = Traits.Inedible | Traits.NeedsCooking;

    private static readonly FoodClass Drink = new(Traits.Inedible | Traits.Drinkable, false, false, Thing.Fridge, Thing.Showcase);
    private static readonly FoodClass Oil = new(Traits.Inedible, false, false, Thing.Shelf, Thing.Showcase);
    private static readonly FoodClass DryGoods = new(Eaten, false, false, Thing.Shelf, Thing.Showcase);
    private static readonly FoodClass Herb = new(Eaten | Traits.Uncut, false, true, Thing.Fridge, Thing.None);
    private static readonly FoodClass WholeMeat = new(Uncooked, true, false, Thing.Fridge, Thing.Showcase);
    private static readonly FoodClass Meat = new(Uncooked | Traits.Uncut, true, true, Thing.Fridge, Thing.Showcase);
    private static readonly FoodClass Potato = new(Uncooked | Traits.Uncut, true, true, Thing.Counter, Thing.None);
    private static readonly FoodClass FridgeVegetable = new(Fresh | Traits.Uncut, true, true, Thing.Fridge, Thing.None);
    private static readonly FoodClass CounterFruit = new(Fresh | Traits.Uncut, true, true, Thing.Counter, Thing.None);
    private static readonly FoodClass Cheese = new(Fresh | Traits.Uncut, true, true, Thing.Fridge, Thing.Showcase);

    private static readonly ImmutableArray<FoodClass> Classes = [.. Enumerable.Range(0, Count).Select(food => ClassOf((Thing)food))];

    private static readonly ImmutableArray<FoodSplit> Splits = [.. Enumerable.Range(0, Count).Select(food => SplitOf((Thing)food))];

    public static FoodClass Class(Thing food) => Classes[(int)food];

    /// <summary>Whose food it is: train, valid or test.</summary>
    public static FoodSplit Split(Thing food) => Splits[(int)food];

    /// <summary>Whether games of a split may show a food, in recipes or beside them: their own foods and those of training, so that training meets no other's.</summary>
    public static bool IsShown(Thing food, FoodSplit split) => split == FoodSplit.None || Split(food) == FoodSplit.Train || Split(food) == split;

    /// <summary>Whether it is spoken of as "some": no single piece of it.</summary>
    public static bool IsMass(Thing food) => food <= Thing.OliveOil;

    private static FoodClass ClassOf(Thing food) => food switch
    {
        <= Thing.Water => Drink,
        <= Thing.OliveOil => Oil,
        <= Thing.Sugar => DryGoods,
        <= Thing.Parsley => Herb,
        <= Thing.ChickenBreast => WholeMeat,
        <= Thing.WhiteTuna => Meat,
        <= Thing.PurplePotato => Potato,
        <= Thing.OrangeBellPepper => FridgeVegetable,
        <= Thing.GreenHotPepper => CounterFruit,
        _ => Cheese,
    };

    private static FoodSplit SplitOf(Thing food) => food switch
    {
        Thing.VegetableOil or Thing.GreenApple or Thing.RedTuna or Thing.GreenBellPepper or Thing.RedBellPepper or Thing.Lettuce or Thing.PeanutOil or Thing.ChickenBreast => FoodSplit.Valid,
        Thing.Milk or Thing.YellowOnion or Thing.YellowApple or Thing.Sugar or Thing.Egg or Thing.GreenHotPepper or Thing.WhiteTuna or Thing.Tomato => FoodSplit.Test,
        _ => FoodSplit.Train,
    };
}
