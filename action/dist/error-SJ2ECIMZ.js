import{g as a,h as b,i as c}from"./chunk-KOSNRRAC.js";import"./chunk-3OBJT2C4.js";import"./chunk-3RNHDNP5.js";export{a as diagnosticText,b as errorText,c as notJudgedText};
