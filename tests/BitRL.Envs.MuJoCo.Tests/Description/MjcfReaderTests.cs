using BitRL.Envs.MuJoCo.Description;
using BitRL.Envs.MuJoCo.Planar;
using Shouldly;

namespace BitRL.Envs.MuJoCo.Tests.Description;

public sealed class MjcfReaderTests
{
    [Fact]
    public void DefaultsHoldWhereAnElementSaysNothing()
    {
        ModelDescription model = Read("""<body name="b"><joint name="j" axis="0 1 0"/><geom type="capsule" size="0.1 0.2"/></body>""", """<default><joint damping="3"/><geom density="500"/></default>""");

        model.Joints[0].Damping.ShouldBe(3);
        model.Capsules[0].Density.ShouldBe(500);
        model.Timestep.ShouldBe(0.002);
        model.Gravity.Z.ShouldBe(-9.81);
    }

    [Fact]
    public void AnglesAreDegreesUnlessTheFileSaysRadian()
    {
        const string body = """<body name="b"><joint name="j" axis="0 1 0" limited="true" range="-90 90"/><geom type="capsule" size="0.1 0.2" axisangle="0 1 0 90"/></body>""";

        ModelDescription degrees = Read(body);
        degrees.Joints[0].Range!.Value.High.ShouldBe(Math.PI / 2, 1e-15);
        degrees.Capsules[0].Axis.X.ShouldBe(1, 1e-15);
        Read(body, """<compiler angle="radian"/>""").Joints[0].Range!.Value.High.ShouldBe(90);
    }

    [Fact]
    public void ATotalMassScalesMassesAndInertias()
    {
        const string body = """<body name="b"><joint name="j" axis="0 1 0"/><geom type="capsule" size="0.1 0.2"/></body>""";
        BodyDescription plain = Read(body).Bodies[0];
        BodyDescription scaled = Read(body, """<compiler settotalmass="7"/>""").Bodies[0];

        scaled.Mass.ShouldBe(7, 1e-14);
        (scaled.Inertia / plain.Inertia).ShouldBe(7 / plain.Mass, 1e-12);
    }

    [Theory]
    [InlineData("""<body name="b"><joint name="j" axis="1 0 0"/><geom type="capsule" size="0.1 0.2"/></body>""", "<joint name=\"j\"> leaves the x-z plane")]
    [InlineData("""<body name="b"><joint name="j" type="ball"/></body>""", "has the type 'ball'")]
    [InlineData("""<body name="b"><joint name="j" axis="0 1 0" frictionloss="1"/></body>""", "'frictionloss', which the planar engine does not know")]
    [InlineData("""<body name="b"><joint name="j" axis="0 1 0"/><geom name="g" type="box" size="1 1 1"/></body>""", "<geom name=\"g\"> is no capsule")]
    [InlineData("""<body name="b"><joint name="j" axis="0 1 0"/><geom type="capsule" size="0.1 -2"/></body>""", "needs a positive radius and half length")]
    [InlineData("""<body name="b"><joint name="j" axis="0 1 0"/><geom type="capsule" size="0.1 x"/></body>""", "'x' in 'size', which is no finite number")]
    [InlineData("""<body name="b"><joint name="j" axis="0 1 0"/><geom type="capsule" size="0.1 0.2" condim="4"/></body>""", "condim 4")]
    [InlineData("""<body name="b"><joint name="j" axis="0 1 0"/></body>""", "has no capsule and so no mass")]
    [InlineData("""<body name="b" pos="0 1 0"><joint name="j" axis="0 1 0"/></body>""", "leaves the x-z plane: y is 1 in 'pos'")]
    [InlineData("""<body name="b"><joint name="j" axis="0 1 0"/><site name="s"/></body>""", "<body> holds <site>")]
    [InlineData("""<geom type="capsule" size="1 1"/>""", "is not the one plane that may")]
    public void WhatTheEngineCannotSimulateIsRefusedByName(string world, string message) =>
        Should.Throw<FormatException>(() => Read(world)).Message.ShouldContain(message);

    [Fact]
    public void ABodyWithoutAJointIsRefused() =>
        Should.Throw<FormatException>(() => new PlanarModel(Read("""<body name="b"><geom type="capsule" size="0.1 0.2"/></body>""")))
            .Message.ShouldContain("the body 'b' has no joint");

    [Fact]
    public void AMotorOfNoJointIsRefused() =>
        Should.Throw<FormatException>(() => MjcfReader.Read("""<mujoco><worldbody/><actuator><motor joint="nowhere"/></actuator></mujoco>"""))
            .Message.ShouldContain("drives the joint 'nowhere'");

    [Fact]
    public void WhatIsNoXmlIsRefused() => Should.Throw<FormatException>(() => MjcfReader.Read("<mujoco>")).Message.ShouldContain("no XML");

    private static ModelDescription Read(string world, string head = "") => MjcfReader.Read($"<mujoco>{head}<worldbody>{world}</worldbody></mujoco>");
}
