import{a,b,c}from"./chunk-PFCLPJOY.js";import"./chunk-3RNHDNP5.js";export{b as systemClock,c as watchClient,a as worldOf};
