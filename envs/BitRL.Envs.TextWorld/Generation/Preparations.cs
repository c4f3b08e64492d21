namespace BitRL.Envs.TextWorld;

/// <summary>Which ways of cooking and cutting a recipe may ask for a food. Thread-safe.</summary>
internal static class Preparations
{
    /// <summary>Most ways: four of cooking (raw among them) times four of cutting.</summary>
    public const int Most = 16;

    private static ReadOnlySpan<Traits> Cookings => [Traits.None, Traits.Fried, Traits.Roasted, Traits.Grilled];

    private static ReadOnlySpan<Traits> Cuts => [Traits.None, Traits.Chopped, Traits.Sliced, Traits.Diced];

    /// <summary>Lists the ways.</summary>
    /// <param name="food">Of what.</param>
    /// <param name="difficulty">With cook nothing stays raw, with cut nothing uncut; the split chooses among the rest.</param>
    /// <param name="canGrill">Whether there is a BBQ.</param>
    /// <param name="ways">At least <see cref="Most"/>.</param>
    /// <returns>How many there are; 0 where the food cannot be an ingredient.</returns>
    public static int List(Thing food, Difficulty difficulty, bool canGrill, Span<RecipeLine> ways)
    {
        FoodClass own = FoodCatalog.Class(food);
        bool mayBeRaw = (own.Fresh & Traits.NeedsCooking) == Traits.None;
        int count = 0;
        for (int i = 0; i < Most; i++)
        {
            (Traits cooking, Traits cut) = (Cookings[i / 4], Cuts[i % 4]);
            bool cookingFits = cooking == Traits.None ? mayBeRaw && !difficulty.Cook : own.IsCookable && (cooking != Traits.Grilled || canGrill);
            bool cutFits = cut == Traits.None ? !difficulty.Cut : own.IsCuttable;
            if (cookingFits && cutFits && IsOf(difficulty.Split, food, i, own))
            {
                ways[count++] = new RecipeLine(food, cooking, cut);
            }
        }

        return count;
    }

    // Valid and test have foods of their own in every way, and the foods of training in ways that training does not use: of the ways of a
    // training food, by a fixed shuffle, half are for training and a quarter each for the others; what has one way only is for training.
    private static bool IsOf(FoodSplit split, Thing food, int way, FoodClass own)
    {
        FoodSplit home = FoodCatalog.Split(food);
        if (split == FoodSplit.None || home != FoodSplit.Train)
        {
            return split == FoodSplit.None || split == home;
        }

        int turn = (way + (way / 4) + (7 * (int)food)) % 4;
        bool isOnlyWay = !own.IsCookable && !own.IsCuttable;
        return split == (isOnlyWay || turn < 2 ? FoodSplit.Train : turn == 2 ? FoodSplit.Valid : FoodSplit.Test);
    }
}
