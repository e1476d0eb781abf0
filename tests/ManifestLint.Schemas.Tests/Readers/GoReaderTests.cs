using ManifestLint.Schemas.Generator.Readers;

namespace ManifestLint.Schemas.Tests.Readers;

public sealed class GoReaderTests
{
    [Fact]
    public void Enumerations_are_found_through_imports_aliases_and_embedded_structs()
    {
        var core = new GoFile("core", "v1", """
            package v1

            // Rig is how sails hang.
            // +enum
            type Rig string

            const (
            	RigSquare Rig = "Square"
            	RigLateen Rig = "Lateen"
            )

            type Hull struct {
            	// +optional
            	Rig Rig `json:"rig,omitempty" protobuf:"bytes,1,opt,name=rig"`
            }
            """);
        var fleet = new GoFile("fleet", "v1", """
            package v1

            import (
            	corev1 "k8s.io/api/core/v1"
            )

            type FleetRig = corev1.Rig

            type Ship struct {
            	corev1.Hull `json:",inline"`
            	Rigs []FleetRig `json:"rigs"`
            	// Deprecated: nobody reads it.
            	Log *Log `json:"log,omitempty"`
            }
            """);

        GoTypes types = GoTypesReader.Read([core, fleet]);

        Assert.Equal(["Square", "Lateen"], types.Find("io.k8s.api.core.v1.Hull", "rig")!.Values.AsEnumerable());
        Assert.Equal(["Square", "Lateen"], types.Find("io.k8s.api.fleet.v1.Ship", "rig")!.Values.AsEnumerable());
        Assert.Equal(["Square", "Lateen"], types.Find("io.k8s.api.fleet.v1.Ship", "rigs")!.Values.AsEnumerable());
        Assert.True(types.Find("io.k8s.api.fleet.v1.Ship", "log")!.IsDeprecated);
        Assert.Empty(types.Find("io.k8s.api.fleet.v1.Ship", "log")!.Values);
    }

    [Fact]
    public void The_merge_schema_tells_keys_defaults_and_names()
    {
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, MergeField>> schema = MergeSchemaReader.Read("""
            var schemaYAML = typed.YAMLObject(`types:
            - name: io.k8s.api.core.v1.Ship
              map:
                fields:
                - name: masts
                  type:
                    list:
                      elementType:
                        namedType: io.k8s.api.core.v1.Mast
                      elementRelationship: associative
                      keys:
                      - name
                - name: flags
                  type:
                    list:
                      elementType:
                        scalar: string
                      elementRelationship: associative
                - name: load
                  type:
                    map:
                      elementType:
                        namedType: io.k8s.apimachinery.pkg.api.resource.Quantity
                - name: port
                  type:
                    scalar: string
                  default: home
            - name: io.k8s.api.core.v1.Fog
              scalar: string
            `)
            """);

        Assert.Equal(["io.k8s.api.core.v1.Ship"], schema.Keys);
        IReadOnlyDictionary<string, MergeField> ship = schema["io.k8s.api.core.v1.Ship"];
        Assert.Equal(("io.k8s.api.core.v1.Mast", "map"), (ship["masts"].NamedType, ship["masts"].ListKind));
        Assert.Equal(["name"], ship["masts"].Keys.AsEnumerable());
        Assert.Equal("set", ship["flags"].ListKind);
        Assert.Equal("io.k8s.apimachinery.pkg.api.resource.Quantity", ship["load"].NamedType);
        Assert.Equal("home", ship["port"].Default);
    }

    [Fact]
    public void A_life_is_read_from_its_functions()
    {
        IReadOnlyDictionary<string, Lifecycle> lives = LifecycleReader.Read("""
            func (in *Ship) APILifecycleIntroduced() (major, minor int) {
            	return 1, 8
            }
            func (in *Ship) APILifecycleDeprecated() (major, minor int) {
            	return 1, 21
            }
            func (in *Ship) APILifecycleReplacement() schema.GroupVersionKind {
            	return schema.GroupVersionKind{Group: "", Version: "v1", Kind: "Boat"}
            }
            func (in *Raft) APILifecycleRemoved() (major, minor int) {
            	return 1, 25
            }

            """);

        Assert.Equal(new Lifecycle(8, 21, null, "v1/Boat"), lives["Ship"]);
        Assert.Equal(new Lifecycle(null, null, 25, null), lives["Raft"]);
    }

    [Theory]
    [InlineData("Deprecated: use another.", true)]
    [InlineData("deprecated. It does nothing.", true)]
    [InlineData("Number of masts. DEPRECATED, count them.", true)]
    [InlineData("Some text. This field is deprecated and has no effect.", true)]
    [InlineData("The annotation that it once was is deprecated since v1.32.", false)]
    [InlineData("May only be set when `deprecated` is true.", false)]
    public void Only_a_field_that_is_itself_deprecated_counts(string comment, bool expected) => Assert.Equal(expected, DeprecationComment.IsIn(comment));
}
