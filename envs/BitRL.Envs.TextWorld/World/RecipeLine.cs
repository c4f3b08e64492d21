namespace BitRL.Envs.TextWorld;

/// <summary>What the recipe asks of an ingredient.</summary>
/// <param name="Food">The ingredient.</param>
/// <param name="Cooking"><see cref="Traits.Fried"/>, <see cref="Traits.Roasted"/> or <see cref="Traits.Grilled"/>; <see cref="Traits.None"/> for raw.</param>
/// <param name="Cut"><see cref="Traits.Chopped"/>, <see cref="Traits.Sliced"/> or <see cref="Traits.Diced"/>; <see cref="Traits.None"/> for uncut.</param>
internal readonly record struct RecipeLine(Thing Food, Traits Cooking, Traits Cut);
