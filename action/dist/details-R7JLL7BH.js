import{a}from"./chunk-K7XSBPCX.js";import"./chunk-3RNHDNP5.js";export{a as default};
