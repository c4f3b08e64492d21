using System.Collections.Immutable;
using System.Xml.Linq;

namespace BitRL.Envs.MuJoCo.Description;

/// <summary>
/// Reads the part of MJCF (MuJoCo's model format) that a planar mechanism needs: bodies, slide and hinge joints, capsules, one floor, motors and one set of
/// defaults. Whatever else a file says is refused by name.
/// </summary>
internal sealed class MjcfReader
{
    private readonly XElement _root;
    private readonly XElement? _defaults;
    private readonly double _angleUnit;
    private readonly List<BodyDescription> _bodies = [];
    private readonly List<JointDescription> _joints = [];
    private readonly List<CapsuleDescription> _capsules = [];
    private SurfaceDescription? _floor;

    private MjcfReader(XElement root)
    {
        _root = root;
        _defaults = root.Element("default");
        _angleUnit = (string?)root.Element("compiler")?.Attribute("angle") == "radian" ? 1 : Math.PI / 180;
    }

    /// <summary>Reads a whole model.</summary>
    /// <exception cref="FormatException">The text is no MJCF, or says what the planar engine cannot simulate; the message names the element.</exception>
    public static ModelDescription Read(string xml)
    {
        XElement root;
        try
        {
            root = XElement.Parse(xml);
        }
        catch (System.Xml.XmlException error)
        {
            throw new FormatException($"the model is no XML: {error.Message}", error);
        }

        return new MjcfReader(root).Read();
    }

    private ModelDescription Read()
    {
        Refuse(_root, "mujoco", "compiler", "option", "default", "worldbody", "actuator");
        MjcfElement compiler = new(_root.Element("compiler") ?? new XElement("compiler"));
        double totalMass = compiler.Number("settotalmass", 0);
        _ = compiler.Text("angle", "");
        compiler.Finish();
        XElement world = _root.Element("worldbody") ?? throw new FormatException("the model has no <worldbody>");
        Refuse(world, "worldbody", "body", "geom");
        ReadFloor(world);
        foreach (XElement body in world.Elements("body"))
        {
            ReadBody(body, parent: -1);
        }

        MjcfElement option = new(_root.Element("option") ?? new XElement("option"));
        ModelDescription model = new()
        {
            Name = (string?)_root.Attribute("model") ?? "",
            Timestep = option.Number("timestep", 0.002),
            Integrator = option.Text("integrator", "Euler") switch
            {
                "Euler" => Integrator.Euler,
                "RK4" => Integrator.RungeKutta,
                var other => throw option.Problem($"asks for the integrator '{other}'; there are Euler and RK4"),
            },
            Gravity = option.Vector("gravity", [0, 0, -9.81]),
            Bodies = [.. Masses(totalMass)],
            Joints = [.. _joints],
            Capsules = [.. _capsules],
            Motors = [.. ReadMotors()],
            Floor = _floor,
        };
        option.Finish();
        return model;
    }

    private static void Refuse(XElement parent, params ReadOnlySpan<string> nameAndChildren)
    {
        foreach (XElement child in parent.Elements())
        {
            if (!nameAndChildren[1..].Contains(child.Name.LocalName))
            {
                throw new FormatException($"<{nameAndChildren[0]}> holds <{child.Name.LocalName}>, which the planar engine does not know");
            }
        }
    }

    private void ReadFloor(XElement world)
    {
        foreach (XElement child in world.Elements("geom"))
        {
            MjcfElement geom = new(child, _defaults?.Element("geom"));
            if (geom.Text("type", "sphere") != "plane" || _floor is not null)
            {
                throw geom.Problem("lies in the world and is not the one plane that may");
            }

            _ = (geom.Name, geom.Text("size", ""), geom.Text("density", ""));
            _floor = ReadSurface(geom);
            geom.Finish();
        }
    }

    private void ReadBody(XElement element, int parent)
    {
        Refuse(element, "body", "joint", "geom", "body");
        MjcfElement body = new(element);
        int index = _bodies.Count;
        _bodies.Add(new BodyDescription(body.Name, parent, body.Vector("pos", [0, 0, 0]), Angle(body), default, 0, 0));
        body.Finish();
        foreach (XElement joint in element.Elements("joint"))
        {
            _joints.Add(ReadJoint(new MjcfElement(joint, _defaults?.Element("joint")), index));
        }

        foreach (XElement geom in element.Elements("geom"))
        {
            _capsules.Add(ReadCapsule(new MjcfElement(geom, _defaults?.Element("geom")), index));
        }

        foreach (XElement child in element.Elements("body"))
        {
            ReadBody(child, index);
        }
    }

    private JointDescription ReadJoint(MjcfElement joint, int body)
    {
        bool hinge = joint.Text("type", "hinge") switch
        {
            "hinge" => true,
            "slide" => false,
            var other => throw joint.Problem($"has the type '{other}'; there are hinge and slide"),
        };
        double[] axis = joint.Numbers("axis", [0, 0, 1]);
        bool fits = hinge ? axis[0] == 0 && axis[2] == 0 && axis[1] != 0 : axis[1] == 0 && (axis[0] != 0 || axis[2] != 0);
        if (!fits)
        {
            throw joint.Problem($"leaves the x-z plane: a hinge turns about y and a slide moves across it, but the axis is {string.Join(' ', axis)}");
        }

        double unit = hinge ? _angleUnit : 1;
        double[] range = joint.Numbers("range", [0, 0]);
        PlanarVector along = new(axis[0], axis[2]);
        JointDescription result = new(
            joint.Name,
            body,
            hinge,
            hinge ? default : 1 / along.Length * along,
            hinge ? Math.Sign(axis[1]) : 0,
            joint.Vector("pos", [0, 0, 0]),
            unit * joint.Number("ref", 0),
            joint.Flag("limited") ? (unit * range[0], unit * range[1]) : null,
            ReadSoftness(joint, "solreflimit", "solimplimit"),
            joint.Number("stiffness", 0),
            joint.Number("damping", 0),
            joint.Number("armature", 0));
        joint.Finish();
        return result;
    }

    private CapsuleDescription ReadCapsule(MjcfElement geom, int body)
    {
        if (geom.Text("type", "sphere") != "capsule")
        {
            throw geom.Problem("is no capsule; moving bodies are made of capsules");
        }

        double[] size = geom.Numbers("size", [0, 0]);
        CapsuleDescription result = new(
            geom.Name,
            body,
            geom.Vector("pos", [0, 0, 0]),
            new PlanarVector(0, 1).Rotate(Angle(geom)),
            size[0],
            size[1],
            geom.Number("density", 1000),
            ReadSurface(geom));
        geom.Finish();
        return size[0] > 0 && size[1] > 0 ? result : throw geom.Problem($"needs a positive radius and half length, but has size=\"{size[0]} {size[1]}\"");
    }

    private static SurfaceDescription ReadSurface(MjcfElement geom)
    {
        int dimensions = geom.Integer("condim", 3);
        return dimensions is 1 or 3
            ? new SurfaceDescription(
                geom.Integer("contype", 1),
                geom.Integer("conaffinity", 1),
                dimensions == 3,
                geom.Numbers("friction", [1, 0, 0])[0], // the other two act in contacts of more dimensions
                geom.Number("margin", 0),
                ReadSoftness(geom, "solref", "solimp"))
            : throw geom.Problem($"has condim {dimensions}; contacts have 1 or 3 dimensions here");
    }

    private static Softness ReadSoftness(MjcfElement element, string reference, string impedance)
    {
        Softness normal = Softness.Default;
        double[] r = element.Numbers(reference, [normal.TimeConstant, normal.DampingRatio]);
        double[] i = element.Numbers(impedance, [normal.Start, normal.Full, normal.Width, normal.Midpoint, normal.Power]);
        return r[0] > 0 && r[1] > 0
            ? new Softness(r[0], r[1], i[0], i[1], i[2], i[3], i[4])
            : throw element.Problem($"has {reference}=\"{r[0]} {r[1]}\"; both must be positive");
    }

    private double Angle(MjcfElement element)
    {
        double[] turn = element.Numbers("axisangle", [0, 1, 0, 0]);
        return turn[0] == 0 && turn[2] == 0 && turn[1] != 0
            ? Math.Sign(turn[1]) * _angleUnit * turn[3]
            : throw element.Problem("is turned out of the x-z plane");
    }

    private IEnumerable<MotorDescription> ReadMotors()
    {
        foreach (XElement child in _root.Element("actuator")?.Elements() ?? [])
        {
            if (child.Name.LocalName != "motor")
            {
                throw new FormatException($"<actuator> holds <{child.Name.LocalName}>; there are motors only");
            }

            MjcfElement motor = new(child, _defaults?.Element("motor"));
            string joint = motor.Text("joint");
            int index = _joints.FindIndex(j => j.Name == joint);
            double[] range = motor.Numbers("ctrlrange", [0, 0]);
            bool limited = motor.Flag("ctrllimited");
            double gear = motor.Number("gear", 1);
            _ = motor.Name;
            motor.Finish();
            yield return index >= 0
                ? new MotorDescription(index, gear, limited ? range[0] : double.NegativeInfinity, limited ? range[1] : double.PositiveInfinity)
                : throw motor.Problem($"drives the joint '{joint}', which the model does not have");
        }
    }

    /// <summary>The bodies with the mass, centre and inertia of their capsules, scaled to a total mass where one is asked for.</summary>
    private IEnumerable<BodyDescription> Masses(double totalMass)
    {
        double scale = totalMass > 0 ? totalMass / _capsules.Sum(c => c.Mass) : 1;
        for (int index = 0; index < _bodies.Count; index++)
        {
            List<CapsuleDescription> own = _capsules.FindAll(c => c.Body == index);
            double mass = own.Sum(c => c.Mass);
            if (mass <= 0)
            {
                throw new FormatException($"<body name=\"{_bodies[index].Name}\"> has no capsule and so no mass");
            }

            PlanarVector center = own.Aggregate(default(PlanarVector), (sum, c) => sum + (c.Mass / mass * c.Center));
            double inertia = own.Sum(c => c.Inertia + (c.Mass * (c.Center - center).Dot(c.Center - center)));
            yield return _bodies[index] with { Center = center, Mass = scale * mass, Inertia = scale * inertia };
        }
    }
}
