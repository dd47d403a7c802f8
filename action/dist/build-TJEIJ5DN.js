import{a,b}from"./chunk-5KVXJSTR.js";import"./chunk-3RNHDNP5.js";export{a as judged,b as notJudged};
