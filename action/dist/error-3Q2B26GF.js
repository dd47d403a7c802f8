import{g as a,h as b,i as c}from"./chunk-EMBO62TG.js";import"./chunk-IHOD7RWZ.js";import"./chunk-3RNHDNP5.js";export{a as diagnosticText,b as errorText,c as notJudgedText};
