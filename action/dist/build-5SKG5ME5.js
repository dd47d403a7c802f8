import{i as a,j as b}from"./chunk-XGF7U5DR.js";import"./chunk-NUTJ523V.js";import"./chunk-3RNHDNP5.js";export{a as judged,b as notJudged};
