using System.Text.Json.Nodes;
using ManifestLint.Schemas.Generator;
using ManifestLint.Schemas.Generator.Readers;

namespace ManifestLint.Schemas.Tests.Readers;

public sealed class CompiledValidatorReaderTests
{
    private const string Signature = "(data,{instancePath=\"\",parentData,parentDataProperty,rootData=data}={}){";

    [Fact]
    public void An_object_is_read_from_the_errors_its_functions_report()
    {
        string module = "export const validate=validate0;import{validate as validate3}from\"./Mast.js\";let schema0_enum=[\"sail\",\"oar\"];"
            + "function validate1" + Signature + "if(\"sail\"!==data){let err0={instancePath,schemaPath:\"#/enum\",keyword:\"enum\",params:{allowedValues:schema0_enum}}}}"
            + "function validate2" + Signature + "if(/[{/]\"/.test(data)){let err0={schemaPath:\"#/type\",keyword:\"type\",params:{type:\"array\"}}}for(let i0=0;;)validate3(data[i0],{})}"
            + "function validate4" + Signature + "if(null!==data){let err0={schemaPath:\"#/maximum\",keyword:\"maximum\",params:{comparison:\"<=\",limit:12}}}}"
            + "function validate0" + Signature + "let err0={schemaPath:\"#/type\",keyword:\"type\",params:{type:\"object\"}};"
            + "let err1={schemaPath:\"#/required\",keyword:\"required\",params:{missingProperty:\"drive\"}};"
            + "void 0!==data.drive&&(validate1(data.drive,{}));void 0!==data[\"the-masts\"]&&(validate2(data[\"the-masts\"],{}));void 0!==data.crew&&(validate4(data.crew,{}))}";

        JsonObject schema = CompiledValidatorReader.Read(new CompiledModule(module));

        Assert.Equal(
            """{"properties":{"crew":{"maximum":12,"nullable":true},"drive":{"enum":["sail","oar"]},"the-masts":{"items":{"$ref":"./Mast.js"},"type":"array"}},"required":["drive"],"type":"object"}""",
            CanonicalJson.Write(schema));
    }

    [Fact]
    public void A_combination_is_called_by_its_keyword()
    {
        string module = "export const validate=validate0;"
            + "function validate1" + Signature + "let err0={schemaPath:\"#/required\",keyword:\"required\",params:{missingProperty:\"a\"}}}"
            + "function validate2" + Signature + "validate1(data,{instancePath,parentData});let err0={keyword:\"not\",params:{}}}"
            + "function validate0" + Signature + "validate1(data,{instancePath,parentData});validate2(data,{instancePath,parentData});let err0={keyword:\"oneOf\",params:{}}}";

        JsonObject schema = CompiledValidatorReader.Read(new CompiledModule(module));

        Assert.Equal("""{"oneOf":[{"required":["a"]},{"not":{"required":["a"]}}]}""", CanonicalJson.Write(schema));
    }

    [Fact]
    public void An_unknown_keyword_is_an_error()
    {
        string module = "export const validate=validate0;function validate0" + Signature + "let err0={keyword:\"uniqueItems\"}}";

        Assert.Throws<InvalidDataException>(() => CompiledValidatorReader.Read(new CompiledModule(module)));
    }

    [Fact]
    public void A_declaration_is_read_with_its_nested_types()
    {
        var ship = (DeclaredObject)DeclarationReader.Read("""
            import { IMast } from "./Mast.js";
            /** A ship; { not this }. */
            export interface IShip extends TypeMeta {
                "description"?: string;
                "masts": Array<IMast>;
                "cargo"?: { [key: string]: number | string; };
                "crew"?: { "captain"?: string; };
            }
            """)!;

        Assert.Equal(["description", "masts", "cargo", "crew"], ship.Properties.Keys);
        Assert.Equal(new DeclaredList(new DeclaredName("IMast")), ship.Properties["masts"]);
        Assert.IsType<DeclaredUnion>(Assert.IsType<DeclaredMap>(ship.Properties["cargo"]).Value);
        Assert.Equal(["captain"], Assert.IsType<DeclaredObject>(ship.Properties["crew"]).Properties.Keys);
    }
}
