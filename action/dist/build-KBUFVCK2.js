import{a,b}from"./chunk-X6RVSLF3.js";import"./chunk-BBJBCTLI.js";import"./chunk-NUTJ523V.js";import"./chunk-3RNHDNP5.js";export{a as judged,b as notJudged};
