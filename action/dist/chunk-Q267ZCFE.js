var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="fbe4419ef19ab98e9560";export{o as a,r as b};
