// What citation-js makes of a BibTeX file: CSL items as JSON. Arguments: folder of the packages, file.
import fs from "fs"
import { createRequire } from "module"
import path from "path"

const [packages, file] = process.argv.slice(2)
const require = createRequire(path.join(packages, "package.json"))
const { Cite } = require("@citation-js/core")
require("@citation-js/plugin-bibtex")
const items = new Cite(fs.readFileSync(file, "utf8")).data
console.log(JSON.stringify(items.map(({ _graph, ...item }) => item)))
