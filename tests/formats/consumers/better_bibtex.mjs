// What Better BibTeX's parser makes of a BibTeX file, as JSON. Arguments: folder of the packages, file.
import fs from "fs"
import path from "path"
import { pathToFileURL } from "url"

const [packages, file] = process.argv.slice(2)
const entry = path.join(packages, "node_modules/@retorquere/bibtex-parser/dist/esm/index.js")
const { parse } = await import(pathToFileURL(entry))
const { entries, errors } = parse(fs.readFileSync(file, "utf8"), { sentenceCase: false })
console.log(JSON.stringify({ entries, errors }))
