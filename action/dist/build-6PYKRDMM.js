import{a,b}from"./chunk-AT7JXSWW.js";import"./chunk-3RNHDNP5.js";export{a as judged,b as notJudged};
