var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="a1d6e32626659b6b9eb4";export{o as a,r as b};
