var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="3e12ee610404f8d0813f";export{o as a,r as b};
