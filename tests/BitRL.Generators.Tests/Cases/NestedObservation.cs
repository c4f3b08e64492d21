using BitRL.Contracts.Observations;

namespace BitRL.Generators.Tests.Cases.@event;

internal static partial class House
{
    internal partial record Floor
    {
        internal partial interface IRoom
        {
            internal partial record struct Wall
            {
                internal partial struct Niche
                {

                    /// <summary>Nested in every kind of type, with keywords and the emitted methods' own variables for names.</summary>
#pragma warning disable CS0649 // Nobody sets the field.
                    [ObservationSchema("Window")]
                    internal partial record struct @class
                    {
                        [Field(0, 1, Unit = "1", Description = "share that is open")]
                        public double @params;

                        [Field(0, 90, Unit = "°", Precision = 0, Description = "angle of the blind")]
                        internal float style { get; set; }

                        [Field(0, 90, Unit = "1", Description = "panes")]
                        public static int writer => 4;

                        [Field(Description = "shape of the glass")]
                        private Form destination { get; set; }

                        internal enum Form
                        {
                            Flat,
                            @checked,
                        }
                    }
                }
            }
        }
    }
}
